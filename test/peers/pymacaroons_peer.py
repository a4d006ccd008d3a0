"""Answers questions with pymacaroons, the library that Synapse verifies with: a JSON list in, a JSON list out."""

import json
import sys

from pymacaroons import MACAROON_V1, MACAROON_V2, Macaroon, Verifier
from pymacaroons.serializers import JsonSerializer


def read(token):
    serializer = JsonSerializer() if token.startswith("{") else None
    return Macaroon.deserialize(token, serializer) if serializer else Macaroon.deserialize(token)


def make(location, identifier, key, version, caveats, third=None, form="binary"):
    macaroon = Macaroon(
        location=location,
        identifier=identifier,
        key=bytes.fromhex(key),
        version=MACAROON_V1 if version == 1 else MACAROON_V2,
    )
    for caveat in caveats:
        macaroon.add_first_party_caveat(caveat)
    if third:
        macaroon.add_third_party_caveat(third["location"], third["key"], third["identifier"])
    token = macaroon.serialize(JsonSerializer()) if form == "json" else macaroon.serialize()
    return {"token": token, "signature": macaroon.signature}


def describe(token):
    macaroon = read(token)
    return {
        "location": macaroon.location,
        "identifier": text(macaroon.identifier),
        "caveats": [text(caveat.caveat_id) for caveat in macaroon.caveats],
        "signature": macaroon.signature,
    }


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def verify(token, key, met, discharge=None, discharges=None):
    macaroon = read(token)
    verifier = Verifier()
    for caveat in met:
        verifier.satisfy_exact(caveat)
    discharges = [read(bound) for bound in discharges] if discharges else None
    if discharge:
        unbound = Macaroon(location="", identifier=discharge["identifier"], key=discharge["key"])
        discharges = [macaroon.prepare_for_request(unbound)]
    try:
        return {"verified": verifier.verify(macaroon, bytes.fromhex(key), discharges)}
    except Exception as error:
        return {"verified": False, "error": str(error)}


ANSWER = {"make": make, "describe": describe, "verify": verify}

if __name__ == "__main__":
    questions = json.load(sys.stdin)
    json.dump([ANSWER[question.pop("ask")](**question) for question in questions], sys.stdout)
