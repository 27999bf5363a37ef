"""An AMI listener that lets nobody in and notes when it was tried."""

import socket
import threading
import time


class RefusingExchange:
    """`refuse`: "login" answers Authentication failed and closes a second later, as Asterisk does; "connection" closes at once."""

    def __init__(self, refuse):
        self.refuse = refuse
        self.attempts = []  # time.monotonic() of each connection
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.attempts.append(time.monotonic())
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection):
        with connection:
            if self.refuse == "connection":
                return
            try:
                connection.sendall(b"Asterisk Call Manager/11.0.0\r\n")
                stream, action = connection.makefile("rb"), {}
                for line in stream:
                    key, _, value = line.decode().strip().partition(": ")
                    if key:
                        action[key.lower()] = value
                        continue
                    answer = {"challenge": "Response: Success\r\nChallenge: 123456789\r\n"}.get(
                        action["action"].lower(), "Response: Error\r\nMessage: Authentication failed\r\n")
                    connection.sendall((answer + f"ActionID: {action.get('actionid', '')}\r\n\r\n").encode())
                    if action["action"].lower() == "login":
                        time.sleep(1)
                        return
                    action = {}
            except OSError:
                pass

    def close(self):
        self.listener.close()
