"""Addresses that no crawl may follow, however it comes by them.

Belongs here: the table. Does not belong here: what carries them to the crawler and what is checked (test_guard.py).
{port} stands for the port of a server that listens on loopback, so that a crawler without a guard would reach it.
"""

LOOPBACK_4 = (
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0X7F000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.1:{port}/",
    "http://127.0.0.01:{port}/",
    "http://0127.0.0x0.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://\uff11\uff12\uff17.0.0.1:{port}/",
    "http://127\u30020\u30020\u30021:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127%2e0%2e0%2e1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
)
INNER_4 = (
    "http://10.0.0.8:{port}/",
    "http://172.16.3.4:{port}/",
    "http://192.168.1.1:{port}/",
    "http://3232235777:{port}/",
    "http://100.64.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/latest/meta-data/",
    "http://0xa9fea9fe/latest/meta-data/",
    "http://0251.0376.0251.0376/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.0.0.192/opc/v2/",
    "http://168.63.129.16/machine/",
    "http://224.0.0.1:{port}/",
    "http://255.255.255.255:{port}/",
    "http://192.0.2.1:{port}/",
    "http://198.18.0.1:{port}/",
)
INNER_6 = (
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[::ffff:0:127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b::a9fe:a9fe]/latest/meta-data/",
    "http://[64:ff9b:1::127.0.0.1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://[fe80::1%lo]:{port}/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fc00::1]:{port}/",
    "http://[fec0::1]:{port}/",
    "http://[ff02::1]:{port}/",
    "http://[2001:db8::1]:{port}/",
)
NAMES = (
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.localdomain:{port}/",
    "http://metadata.google.internal/",
    "http://ip6-localhost:{port}/",
)
DRESSED = (
    "http://www.alderholt.example@127.0.0.1:{port}/",
    "http://www.alderholt.example:80@127.0.0.1:{port}/",
    "http://user:word@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@www.alderholt.example/",
    "http://127.0.0.1:{port}?@www.alderholt.example/",
    "http://127.0.0.1:{port}\\@www.alderholt.example/",
    "http://www.alderholt.example#@127.0.0.1:{port}/\t",
    "http://\t127.0.0.1:{port}/",
    "http://127.0.0.1\r\n:{port}/",
)
OTHER = (
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "data:text/html,<a href='http://127.0.0.1:{port}/'>x</a>",
    "javascript:fetch('http://127.0.0.1:{port}/')",
    "view-source:http://127.0.0.1:{port}/",
    "jar:http://127.0.0.1:{port}!/",
    "http://www.alderholt.example:22/",
    "http://www.alderholt.example:25/",
    "http://www.alderholt.example:6379/",
    "http://www.alderholt.example:0/",
    "http://127.0.0.1:99999/",
    "http:///127.0.0.1:{port}/",
    "http://",
)
READ_AS_OWN_HOST = ("http:\\\\127", "http:///127", "http://www.alderholt.example#")
"""Beginnings of addresses of the table that lead nowhere but to the host on which they stand."""
HOSTILE = (*LOOPBACK_4, *INNER_4, *INNER_6, *NAMES, *DRESSED, *OTHER)


def hostile_addresses(port: int) -> list[str]:
    """The table with the port of the trap filled in."""
    return [address.replace("{port}", str(port)) for address in HOSTILE]
