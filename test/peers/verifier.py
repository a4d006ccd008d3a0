"""A verifier of the draft's caveats that shares nothing with ours: pymacaroons, and a judgement of its own.

Answers GET /_matrix/client/versions, POST /_matrix/client/v3/register and GET /_matrix/client/v3/account/whoami on a free
port of the loopback, and prints its URL. The draft: matrix-doc, drafts/macaroons_caveats.rst (2015).

Without an option it verifies as pymacaroons does, which skips a caveat that is not met before it compares signatures, so
that one that was never signed goes unnoticed. --guard asks that every caveat be met before. --satisfy-everything is
wrong on purpose: it takes every caveat for met.
"""

import argparse
import json
import re
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pymacaroons import Macaroon, Verifier

SERVER_NAME = "verifier.test"
KEY = secrets.token_hex(32)
STATEMENT = re.compile(r"([A-Za-z0-9_]+) (\S+) (.+)", re.DOTALL)
USERS = {}


def is_met(caveat, user_id):
    """Whether a caveat of the draft holds for an access token of this user, now. What is not understood is not met."""
    text = caveat.decode("utf-8", "replace") if isinstance(caveat, bytes) else caveat
    statement = STATEMENT.fullmatch(text)
    if statement is None:
        return False
    key, operator, value = statement.groups()
    if key == "gen":
        return (operator, value) == ("=", "1")
    if key == "type":
        return (operator, value) == ("=", "access")
    if key == "user_id":
        return (operator, value) == ("=", user_id)
    return key == "time" and is_time_met(operator, value)


def is_time_met(operator, value):
    if re.fullmatch(r"[0-9]+", value) is None:
        return False
    now, then = int(time.time() * 1000), int(value)
    return {"<": now < then, ">": now > then, "==": now == then}.get(operator, False)


def register():
    """Mints the access token of a new user."""
    session = secrets.token_hex(8)
    USERS[session] = f"@guest-{session}:{SERVER_NAME}"
    macaroon = Macaroon(location=SERVER_NAME, identifier=session, key=KEY)
    for caveat in ("gen = 1", f"user_id = {USERS[session]}", "type = access"):
        macaroon.add_first_party_caveat(caveat)
    return {"user_id": USERS[session], "access_token": macaroon.serialize(), "device_id": "VERIFIER"}


def verify(token, options):
    """The user that a token is for, or None."""
    try:
        macaroon = Macaroon.deserialize(token)
        identifier = macaroon.identifier
        user_id = USERS.get(identifier.decode() if isinstance(identifier, bytes) else identifier)
        if user_id is None:
            return None
        met = (lambda caveat: True) if options.satisfy_everything else (lambda caveat: is_met(caveat, user_id))
        if options.guard and not all(met(caveat.caveat_id) for caveat in macaroon.first_party_caveats()):
            return None
        verifier = Verifier()
        verifier.satisfy_general(met)
        return user_id if verifier.verify(macaroon, KEY) else None
    except Exception:  # whatever pymacaroons thinks of it, it is no token of ours
        return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet
    options = None

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/_matrix/client/versions":
            self.answer(200, {"versions": ["v1.1", "v1.2"]})
        elif path == "/_matrix/client/v3/account/whoami":
            self.whoami(self.headers.get("Authorization"), query)
        else:
            self.refuse(404, "M_UNRECOGNIZED", "Unrecognized request")

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.partition("?")[0] == "/_matrix/client/v3/register":
            self.answer(200, register())
        else:
            self.refuse(404, "M_UNRECOGNIZED", "Unrecognized request")

    def whoami(self, authorization, query):
        scheme, _, token = (authorization or "").partition(" ")
        if scheme != "Bearer" or token == "" or query != "":
            self.refuse(401, "M_MISSING_TOKEN", "Give one access token, in the Authorization header")
            return
        user_id = verify(token, self.options)
        if user_id is None:
            self.refuse(401, "M_UNKNOWN_TOKEN", "Not a valid token")
        else:
            self.answer(200, {"user_id": user_id, "is_guest": True})

    def refuse(self, status, errcode, error):
        self.answer(status, {"errcode": errcode, "error": error})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guard", action="store_true")
    parser.add_argument("--satisfy-everything", action="store_true")
    Handler.options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
