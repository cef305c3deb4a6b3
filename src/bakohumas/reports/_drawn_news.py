"""Pictures of how far news goes: by role, over time, arm against arm, and on what it rests."""

from collections.abc import Mapping, Sequence

from bakohumas.languages import Lang, decimal, number, pick
from bakohumas.networks import TIERS, InformationNetwork, Role, dead_ends
from bakohumas.reports._sheets import (
    COLOURS,
    INK,
    PAPER,
    SMALL,
    STROKES,
    colour,
    folded,
    legend,
    sheet,
    short,
    svg,
)
from bakohumas.scenarios import Course, Sensitivity, Study, Unit
from bakohumas.simulation import Comparison, Ensemble

_UNCALIBRATED = ("95 % intervals; nothing is calibrated", "selang 95 %; tidak ada yang dikalibrasi")

_LEVELS = {"national": "nasional", "province": "provinsi", "regency": "kabupaten/kota"}


def reach(study: Comparison, names: Mapping[str, str], *, lang: Lang) -> str:
    """One group of bars a role, one bar an arm, with its 95 % interval."""
    roles = [role for role in Role if all(role in study.arm(arm).groups for arm in names)]
    known = pick(lang, *_UNCALIBRATED)
    title = pick(lang, "How far one message goes", "Seberapa jauh satu pesan sampai")
    figure, axes = sheet(4.2, f"{title} ({known})")
    width = 0.8 / len(names)
    for n, (arm, name) in enumerate(names.items()):
        shares = [study.arm(arm).share(role) for role in roles]
        ground, hatch = colour(n)
        axes.bar(
            [place + (n - (len(names) - 1) / 2) * width for place in range(len(roles))],
            [100 * share.mean for share in shares],
            width,
            yerr=[100 * (share.high - share.mean) for share in shares],
            color=ground,
            hatch=hatch,
            edgecolor=INK,
            ecolor=INK,
            capsize=2,
            label=name,
        )
    axes.set_xticks(range(len(roles)), [folded(role.label(lang), 14) for role in roles])
    axes.set_ylim(0, 105)
    axes.set_ylabel(pick(lang, "share reached, %", "bagian terjangkau, %"), color=INK)
    legend(axes, len(names))
    return svg(figure)


def curve(news: Mapping[str, Ensemble], *, role: Role | None, lang: Lang) -> str:
    """One line an ensemble: nodes reached by each hour, with the band of 95 % of the runs."""
    whom = pick(lang, "nodes", "simpul") if role is None else role.label(lang)
    title = pick(lang, f"{whom} reached by each hour", f"{whom} terjangkau sampai tiap jam")
    return _lines({name: each.curve(role=role) for name, each in news.items()}, title, lang)


def course(seen: Course, names: Mapping[str, str], *, lang: Lang) -> str:
    """One line an arm: the share at each hour, with the band of 95 % of the runs."""
    rows = {
        names.get(arm, arm): [
            {key: value if key == "hour" else 100 * value for key, value in row.items()}
            for row in hours
        ]
        for arm, hours in seen.arms.items()
    }
    return _lines(rows, f"{pick(lang, *seen.meaning).capitalize()}, %", lang)


def _lines(drawn: Mapping[str, Sequence[Mapping[str, float]]], title: str, lang: Lang) -> str:
    band = pick(lang, "band of 95 % of the runs", "pita 95 % simulasi")
    figure, axes = sheet(4.2, f"{title} ({band})")
    for n, (name, rows) in enumerate(drawn.items()):
        hours = [row["hour"] for row in rows]
        low, high = ([row[end] for row in rows] for end in ("low", "high"))
        ground, _ = colour(n + 1)
        axes.fill_between(hours, low, high, color=ground, alpha=0.18, linewidth=0)
        stroke = STROKES[n % len(STROKES)]
        axes.plot(hours, [row["mean"] for row in rows], stroke, color=ground, label=name)
    axes.set_xlabel(pick(lang, "hour", "jam"), color=INK)
    axes.set_ylim(bottom=0)
    axes.set_xlim(left=0)
    if any(drawn):
        legend(axes, len(drawn))
    return svg(figure)


def arms(study: Study, names: Mapping[str, str], *, lang: Lang) -> str:
    """One bar an arm: the figure that is concluded from, with its 95 % interval."""
    measure, scale = study.measure, 100 if study.measure.unit is Unit.SHARE else 1
    figures = {arm: measure.of(news) for arm, news in study.comparison.ensembles.items()}
    title = pick(lang, "Arm against arm", "Cara dibandingkan cara")
    figure, axes = sheet(1.8 + 0.36 * len(figures), f"{title} ({pick(lang, *_UNCALIBRATED)})")
    for place, (arm, each) in enumerate(figures.items()):
        ground, hatch = colour(place)
        ends = [[scale * (each.mean - each.low)], [scale * (each.high - each.mean)]]
        bold = arm in {study.better, study.than}
        axes.barh(
            place, scale * each.mean, xerr=ends, color=ground, hatch=hatch,
            edgecolor=INK, ecolor=INK, capsize=3, linewidth=1.6 if bold else 0.8,
        )  # fmt: skip
    axes.set_yticks(range(len(figures)), [folded(names.get(arm, arm), 26) for arm in figures])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    told = pick(lang, *measure.meaning)
    axes.set_xlabel(f"{told}{', %' if scale > 1 else ''}", color=INK)
    return svg(figure)


def differences(study: Comparison, names: Mapping[str, str], *, lang: Lang) -> str:
    """One dot an arm and role: how far it is ahead of the first, with its 95 % interval."""
    rows = [row for row in study.differences() if row["arm"] in names]
    against = names.get(next(iter(study.ensembles)), next(iter(study.ensembles)))
    title = pick(lang, f"Against {against}", f"Dibandingkan {against}")
    figure, axes = sheet(1.6 + 0.34 * len(rows), f"{title} ({pick(lang, *_UNCALIBRATED)})")
    arms = list(dict.fromkeys(row["arm"] for row in rows))
    for place, row in enumerate(rows):
        ground, _ = colour(1 + arms.index(row["arm"]))
        middle, reach_ = 100 * row["difference"], 100 * (row["high"] - row["difference"])
        axes.errorbar(
            middle, place, xerr=reach_, fmt="o", color=ground, ecolor=INK, mec=INK, capsize=3
        )
    axes.axvline(0, color=INK, linewidth=0.8)
    labels = [f"{short(names[row['arm']])}: {_labelled(row['role'], lang)}" for row in rows]
    axes.set_yticks(range(len(rows)), labels)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.invert_yaxis()
    axes.set_xlabel(pick(lang, "percentage points", "poin persen"), color=INK)
    return svg(figure)


def sensitivity(study: Study, *, lang: Lang) -> str:
    """One bar an assumption, from the lead at one end of its range to that at the other."""
    rows = sorted(study.sensitivity, key=lambda each: abs(each.high - each.low), reverse=True)
    scale = 100 if study.measure.unit.value == "share" else 1
    title = pick(lang, "What the conclusion rests on", "Sandaran kesimpulan")
    figure, axes = sheet(1.8 + 0.36 * len(rows), title)
    for place, each in enumerate(rows):
        left, right = sorted((scale * each.low, scale * each.high))
        ground, hatch = (COLOURS[2], "//") if left <= 0 else (COLOURS[1], "")
        axes.barh(place, right - left, left=left, color=ground, hatch=hatch, edgecolor=INK)
    axes.axvline(scale * study.first, color=INK, linewidth=1, linestyle="--")
    axes.axvline(0, color=INK, linewidth=1)
    axes.set_yticks(range(len(rows)), [_ranged(each, lang) for each in rows], fontsize=SMALL)
    axes.invert_yaxis()
    unit = pick(lang, "percentage points", "poin persen") if scale > 1 else ""
    lead = pick(lang, "lead, one assumption at a time", "keunggulan, satu asumsi setiap kali")
    axes.set_xlabel(f"{lead}{f' ({unit})' if unit else ''}", color=INK)
    return svg(figure)


def tiers(network: InformationNetwork, *, lang: Lang) -> str:
    """One circle a tier and role, and whom they tell; the dead ends are marked."""
    stopped = {each.id for each in dead_ends(network)}
    groups: dict[tuple[str, Role], list[str]] = {}
    for node in network.nodes:
        groups.setdefault((node.tier, node.role), []).append(node.id)
    place_of = {node.id: (node.tier, node.role) for node in network.nodes}
    levels = sorted({tier for tier, _ in groups}, key=_level)
    roles = [role for role in Role if any(each is role for _, each in groups)]
    title = pick(
        lang,
        "Who tells whom, by tier; dead ends marked",
        "Siapa memberi tahu siapa, menurut jenjang; titik buntu ditandai",
    )
    figure, axes = sheet(1.6 + 1.3 * len(levels), title)
    at = {(tier, role): (roles.index(role), levels.index(tier)) for tier, role in groups}
    arrows: dict[tuple[tuple[str, Role], tuple[str, Role]], int] = {}
    for tie in network.ties:
        pair = place_of[tie.source], place_of[tie.target]
        if pair[0] != pair[1]:
            arrows[pair] = arrows.get(pair, 0) + 1
    for (one, other), count in sorted(arrows.items()):
        style = {
            "arrowstyle": "->",
            "mutation_scale": 9,
            "color": INK,
            "alpha": 0.45,
            "linewidth": min(4.0, 0.5 + len(str(count)) * 0.6),
            "connectionstyle": "arc3,rad=0.15",
            "shrinkA": 14,
            "shrinkB": 14,
        }
        axes.annotate("", at[other], at[one], arrowprops=style)
    for group, ids in groups.items():
        ends = sum(each in stopped for each in ids)
        ground = COLOURS[2] if ends == len(ids) else COLOURS[5] if ends else COLOURS[1]
        size = 150 + 60 * len(str(len(ids))) ** 2
        x, y = at[group]
        axes.scatter(
            x,
            y,
            s=size,
            color=ground,
            edgecolors=INK,
            zorder=2,
            marker="X" if ends == len(ids) else "o",
        )
        told = short(ids[0], 16) if len(ids) == 1 else number(len(ids), lang)
        if ends:
            stops = "dead end" if ends == 1 else "dead ends"
            told += f"\n{number(ends, lang)} {pick(lang, stops, 'titik buntu')}"
        axes.annotate(
            told,
            (x, y),
            (0, 18),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
            color=INK,
            bbox={"facecolor": PAPER, "alpha": 0.8, "pad": 1, "edgecolor": "none"},
        )
    axes.set_xticks(range(len(roles)), [folded(role.label(lang), 14) for role in roles])
    axes.set_yticks(range(len(levels)), [_tier(each, lang) for each in levels])
    axes.set_xlim(-0.6, len(roles) - 0.4)
    axes.set_ylim(len(levels) - 0.4, -0.75)
    return svg(figure)


def _tier(tier: str, lang: Lang) -> str:
    if not tier:
        return pick(lang, "no tier", "tanpa jenjang")
    if tier.isdecimal():
        return pick(lang, f"media of tier {tier}", f"media tier {tier}")
    return pick(lang, tier, _LEVELS.get(tier, tier))


def _level(tier: str) -> tuple[int, str]:
    """Where a tier stands: those of government from above, then others, then who has none."""
    return (TIERS.index(tier) if tier in TIERS else len(TIERS) + (not tier), tier)


def _ranged(each: Sensitivity, lang: Lang) -> str:
    known = each.assumption
    low, high = decimal(known.low, lang), decimal(known.high, lang)
    return f"{short(pick(lang, *known.meaning), 52)} ({low}–{high}) [{known.grade}]"


def _labelled(role: str, lang: Lang) -> str:
    return Role(role).label(lang) if role in set(Role) else pick(lang, "all", "semua")
