"""Compares two plans of 2.000 rows, each row edited in three words and all of them in another order.

    python -m benchmarks.measure_difference

Prints the median of five runs (seconds of the processor) for rows of plain sentences and for rows that
differ in one name only. Bound: below 1 s, every row with its own.
"""

from __future__ import annotations

import random
import statistics
import time

from minhbach.plans.core.difference import Item, compare, known

BOUND, ROWS, RUNS = 1.0, 2000, 5
SAYINGS = (
    "rà soát công khai thủ tục hành chính dự toán ngân sách xây dựng đề án hỗ trợ doanh nghiệp nhỏ",
    "đào tạo cán bộ kiểm tra giám sát đất đai quy hoạch bản đồ cổng thông tin",
    "khảo sát sự hài lòng người dân cấp giấy chứng nhận",
)
WORDS = [word for saying in SAYINGS for word in saying.split()]


def main() -> int:
    chance = random.Random(2026)
    plain = [" ".join(chance.choice(WORDS) for _ in range(chance.randint(12, 40))) for _ in range(ROWS)]
    alike = [f"Kiểm tra việc cải cách thủ tục hành chính tại xã Bình Minh {n} trong năm" for n in range(ROWS)]
    return max(measure("sentences", plain, chance), measure("one name differs", alike, chance))


def measure(name: str, texts: list[str], chance: random.Random) -> int:
    old = [Item(key, text, str(key)) for key, text in enumerate(texts)]
    new = [Item(row.key, edited(row.text, chance), str(row.key + 1)) for row in old]
    chance.shuffle(new)
    seconds = []
    for _ in range(RUNS):
        known.cache_clear()
        started = time.process_time()
        matches = compare(old, new)
        seconds.append(time.process_time() - started)
    right = sum(match.earlier == match.later for match in matches)
    median = statistics.median(seconds)
    print(f"{name}: {ROWS} x {ROWS} rows in {median:.2f} s (bound {BOUND:.0f} s), {right} with their own")
    return 0 if median < BOUND else 1


def edited(text: str, chance: random.Random) -> str:
    """Two words added, one left out where the text is long; names stay."""
    words = text.split()
    words.insert(2, chance.choice(WORDS))
    words.insert(5, chance.choice(WORDS))
    if len(words) > 20:
        del words[8]
    return " ".join(words)


if __name__ == "__main__":
    raise SystemExit(main())
