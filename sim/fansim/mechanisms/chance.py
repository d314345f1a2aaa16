"""From one uniform number to a count: inversion, so that a count rises with its rate and with nothing else."""

from __future__ import annotations

import math

from fansim.engine.rule import rule

_EXACT_MEAN = 50.0  # above it, the count is the rounded Cornish-Fisher quantile


@rule
def sigmoid(x):
    """Logistic function.

    1 / (1 + exp(-x)).

    Source: T4, T16.
    """
    return 1.0 / (1.0 + math.exp(-x))


@rule
def normal_quantile(u):
    """Quantile of the standard normal distribution, to seven digits.

    Source: Wichura 1988, algorithm AS 241 (PPND7).
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        return q * top / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
    r = math.sqrt(-math.log(min(u, 1.0 - u)))
    if r <= 5.0:
        r -= 1.6
        top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        value = top / ((0.12021132975 * r + 0.73700164250) * r + 1.0)
    else:
        r -= 5.0
        top = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        value = top / ((0.012258202635 * r + 0.24197894225) * r + 1.0)
    return value if q > 0.0 else -value


@rule
def poisson(u, mean):
    """Poisson count of a given mean, by inversion.

    The smallest k with P(X <= k) >= u. Above a mean of 50: floor(m + z sqrt(m) + (z^2 - 1) / 6 + 1/2) with z the
    normal quantile of u (Cornish-Fisher), off by less than one.

    Source: Devroye 1986, chapter X.3; Abramowitz & Stegun 26.2.49.
    """
    if u <= 1.0 - mean:  # exp(-m) >= 1 - m: a rare event mostly needs no exponential
        return 0
    if mean > _EXACT_MEAN:
        z = normal_quantile(u)
        return max(0, math.floor(mean + z * math.sqrt(mean) + (z * z - 1.0) / 6.0 + 0.5))
    term = math.exp(-mean)
    total = term
    k = 0
    while total < u and k < 1000:
        k += 1
        term *= mean / float(k)
        total += term
    return k


@rule
def binomial(u, trials, chance):
    """Binomial count, by inversion.

    The smallest k with P(X <= k) >= u; the rounded normal quantile above a mean of 50.

    Source: Devroye 1986, chapter X.4.
    """
    if trials == 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return trials
    if trials == 1:
        return 1 if u > 1.0 - chance else 0
    if float(trials) * chance > _EXACT_MEAN:
        mean = float(trials) * chance
        spread = math.sqrt(mean * (1.0 - chance))
        return min(trials, max(0, math.floor(mean + normal_quantile(u) * spread + 0.5)))
    odds = chance / (1.0 - chance)
    term = math.exp(float(trials) * math.log1p(-chance))
    total = term
    k = 0
    while total < u and k < trials:
        term *= odds * float(trials - k) / float(k + 1)
        k += 1
        total += term
    return k
