"""What the columns of lists of ties are called, in several languages; compared without case, numbers and "id"."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FROM = _words(
    "source from src sender follower fan user person node member start origin tail ego von "
    "quelle de desde origem wer who "
    "发送人 发送者 发件人 来源 起点 源 关注者 粉丝 用户 从 發送人 来源用户 发起人 送信者 보낸사람 "
    "от отправитель источник кто "
)
"""The one end of a tie."""

TO = _words(
    "target to dst dest destination receiver recipient followee followed friend user person "
    "node member end head "
    "alter wen whom nach ziel an a hacia destino para 回复人 回复者 接收人 接收者 收件人 目标 终点 被关注者 "
    "好友 朋友 用户 到 回覆人 目标用户 被回复人 受信者 받는사람 к "
    "кому получатель цель "
)
"""The other end."""

GROUPS = _words(
    "group groups team club room chat channel community event item 群 群组 群聊 小组 组 团队 "
    "gruppe groupe grupo группа "
)
"""What is no person, but has members."""

BESIDE = _words(
    "id index idx nr no row number key w weight weights count counts n value score strength amount "
    "messages times "
    "time ts timestamp date datetime day month year type kind label relation directed since created "
    "# lfd zeile jahr tag año annee stärke staerke flag "
    "序号 编号 权重 次数 数量 消息数 "
    "时间 日期 类型 gewicht anzahl zeit datum typ poids nombre peso fecha data вес время дата "
    "количество "
)
"""What stands beside the two ends."""
