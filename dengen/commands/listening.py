"""Whether a server may listen at an address, asked before it tries."""

import socket


def listening_fault(host: str, port: int) -> str:
    """Return why nothing can listen there, or nothing if something can.

    granian shares its port with whoever shares theirs, so it would begin without a word beside
    another board. Sockets that a server left behind a moment ago are nobody's: it may restart.
    """
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        return error.strerror or str(error)
    return ""
