"""Kiểm tra mọi trang và dữ liệu, không dựng gì. · Check every page and register, build nothing.

Lists every fault with file, line, what was expected and an example; exit code 1 if there is one.
"""

from cityportal import console

if __name__ == "__main__":
    chosen = console.arguments(__doc__, lambda parser: None)
    raise SystemExit(console.check(chosen.root, chosen.now))
