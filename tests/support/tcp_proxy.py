"""A TCP proxy between the server under test and an exchange, to cut the link and to see what was sent over it."""

import socket
import threading


class TcpProxy:
    def __init__(self, target):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        self.pairs = []          # open connections, both ends of each
        self.sent = bytearray()  # every byte that went to the target
        self.lock = threading.Lock()
        self.refusing = False
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                with self.lock:
                    if self.refusing:
                        raise OSError("the link is cut")
                    far = socket.create_connection(self.target, timeout=5)
                    far.settimeout(None)
                    self.pairs.append((near, far))
            except OSError:
                near.close()
                continue
            threading.Thread(target=self.carry, args=(near, far, self.sent), daemon=True).start()
            threading.Thread(target=self.carry, args=(far, near, None), daemon=True).start()

    def carry(self, source, target, record):
        try:
            while data := source.recv(65536):
                if record is not None:
                    record += data
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        """Ends every connection through it and lets no new one through."""
        with self.lock:
            self.refusing = True
            for pair in self.pairs:
                for end in pair:
                    try:
                        end.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass
                    end.close()
            self.pairs = []

    def mend(self):
        with self.lock:
            self.refusing = False

    def close(self):
        self.cut()
        self.listener.close()
