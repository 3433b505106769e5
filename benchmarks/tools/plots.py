"""Bar charts as SVG: one for each main measure; the same results give the same bytes."""
import statistics
from html import escape

from tables import number

COLOURS = {"claude4j": "#c15f3c", "raw": "#9aa5b1", "official": "#52606d", "langchain4j": "#7b8794"}
PLOTS = [  # (name, title, kind, configuration, metric, unit)
    ("cold-https", "Cold start over HTTPS, JDK 17: CPU until the first answer", "cold", "17-https", "proc_cpu_ms", "ms"),
    ("stream", "Streamed event, text read: CPU", "warm", "stream", "cpu_us", "µs"),
    ("stream-allocation", "Streamed event, text read: allocation", "warm", "stream", "alloc_b", "bytes"),
    ("create", "Small request, 1 caller: CPU", "warm", "create-1k-c1", "cpu_us", "µs"),
    ("create-32", "Small request, 32 callers: CPU", "warm", "create-1k-c32", "cpu_us", "µs"),
    ("batch", "Results of a batch: CPU a line", "batch", "20000", "cpu_us", "µs"),
    ("big", "Request with an image of 1 MB: allocation", "warm", "big", "alloc_b", "bytes"),
    ("footprint", "Jars with all dependencies", "footprint", "17", "mb", "MB"),
]
WIDTH, LEFT, BAR, GAP, TOP = 720, 150, 18, 8, 40


def bars(title, unit, rows):
    """rows: (name, values); a bar to the median, a line from the least to the most."""
    most = max(max(values) for _, values in rows)
    scale = (WIDTH - LEFT - 130) / most
    height = TOP + len(rows) * (BAR + GAP) + 8
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
           f'font-family="sans-serif" font-size="13" role="img" aria-label="{escape(title)}">',
           f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
           f'<text x="12" y="24" font-size="15" font-weight="bold" fill="#1f2933">{escape(title)}</text>']
    for i, (name, values) in enumerate(rows):
        y = TOP + i * (BAR + GAP)
        middle = statistics.median(values)
        end = LEFT + middle * scale
        colour = next((c for prefix, c in COLOURS.items() if name.startswith(prefix)), "#9aa5b1")
        out.append(f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end" fill="#1f2933">{escape(name)}</text>')
        out.append(f'<rect x="{LEFT}" y="{y}" width="{middle * scale:.1f}" height="{BAR}" fill="{colour}"/>')
        least, greatest = LEFT + min(values) * scale, LEFT + max(values) * scale
        if greatest - least >= 1:
            out.append(f'<line x1="{least:.1f}" y1="{y + BAR / 2}" x2="{greatest:.1f}" y2="{y + BAR / 2}" '
                       'stroke="#1f2933" stroke-width="1.5"/>')
        out.append(f'<text x="{max(end, greatest) + 6:.1f}" y="{y + 14}" fill="#1f2933">{number(middle)} {unit}</text>')
    return "\n".join(out + ["</svg>", ""])


def all_plots(results):
    for name, title, kind, configuration, metric, unit in PLOTS:
        drivers = [d for d in results.drivers(kind, configuration) if d != "none"]
        rows = [(d, results.all(kind, configuration, d, metric)) for d in drivers]
        rows = [(d, values) for d, values in rows if values]
        if rows:
            yield name, title, bars(title, unit, rows)
