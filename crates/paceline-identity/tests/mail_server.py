"""A real SMTP server for tests, on a port of this machine: `python mail_server.py FOLDER [USER PASSWORD]`.

Each letter becomes a file in FOLDER (1.eml, 2.eml, …) before the sender hears that it was taken. The first line printed
is the port. It ends when its standard input does. Whoever is at refused.example is unknown here, and busy.example is busy.
"""

import asyncio
import pathlib
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Letters:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith("@refused.example"):
            return "550 <b>nobody of that name</b>"
        if address.endswith("@busy.example"):
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        who = f"X-Greeting: {session.host_name}\r\nX-To: {' '.join(envelope.rcpt_tos)}\r\n"
        # Under its name only when it is whole: others look into the folder at any time.
        coming = self.folder.joinpath(f"{self.count}.coming")
        coming.write_bytes(who.encode() + envelope.content)
        coming.rename(coming.with_suffix(".eml"))
        return "250 OK"


def options(user=None, password=None):
    if user is None:
        return {}

    def check(server, session, envelope, mechanism, data):
        right = data.login == user.encode() and data.password == password.encode()
        return AuthResult(success=right, handled=False)

    return {"authenticator": check, "auth_required": True, "auth_require_tls": False}


async def serve(folder, *login):
    loop = asyncio.get_running_loop()
    letters = Letters(folder)
    server = await loop.create_server(lambda: SMTP(letters, **options(*login)), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve(*sys.argv[1:]))
