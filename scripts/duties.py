"""Nghĩa vụ của cổng thông tin nhà nước: đạt và thiếu. · Legal duties, met and missing.

Decree 42/2022/NĐ-CP and Circular 26/2020/TT-BTTTT, for each language, against the built site/.
"""

from cityportal.commands.duties import list_duties
from cityportal.commands.options import arguments

if __name__ == "__main__":
    chosen = arguments(__doc__, lambda parser: None)
    raise SystemExit(list_duties(chosen.root, chosen.now))
