"""The live page, ``fansim app``: levers, the year that comes of them, its people and groups.

What is watched (`session`, `recording`, `levers`) and what is drawn of it (`charts`, `network_view`) knows no user
interface; `page` and `controls` put it on the screen with NiceGUI, and `server` serves them.
"""
