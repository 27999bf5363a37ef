"""A TCP proxy in front of a server that cuts each connection at a moment of its own: between any two bytes, with or without a word, so that
both ends, or none of them, hear of it.

    with CuttingProxy(server.http_address, seed=7, lifetime=3) as proxy:
        ...connect to proxy.address
        proxy.cutting = True
"""

import asyncio
import random
import threading
import time

SILENCE = 25  # seconds that a connection goes on as a dead one, of which neither end has heard


class CuttingProxy:
    def __init__(self, target, seed, lifetime):
        """`lifetime`: of a connection, in seconds, on average."""
        self.seed = seed
        self.target = target  # another one is that of connections to come
        self.lifetime = lifetime
        self.cuts = 0
        self.silences = []  # when connections went dead without a word
        self.random = random.Random(seed)
        self.cutting = False
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        server = self.run(asyncio.start_server(self.carry, "127.0.0.1", 0, backlog=1000))
        self.address = server.sockets[0].getsockname()
        return self

    def __exit__(self, *_):
        self.run(end_others())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def carry(self, reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.target)
        except OSError:  # the server is being started again
            writer.transport.abort()
            return
        ends = (writer, far_writer)
        pumps = [asyncio.ensure_future(pump(*way)) for way in ((reader, far_writer), (far_reader, writer))]
        done = set()
        while not done:
            was_cutting, moment = self.cutting, self.random.expovariate(1 / self.lifetime)
            done, _ = await asyncio.wait(pumps, timeout=moment, return_when=asyncio.FIRST_COMPLETED)
            if not done and was_cutting and self.cutting:
                self.cuts += 1
                await self.cut(pumps, ends)
                break
        for each in pumps:
            each.cancel()
        for end in ends:
            end.transport.abort()

    async def cut(self, pumps, ends):
        kind = self.random.random()
        if kind < 0.1:  # nobody hears of it
            self.silences.append(time.time())
            for each in pumps:
                each.cancel()
            await asyncio.sleep(SILENCE)
        elif kind < 0.5:  # in order, which is no farewell of a client
            for end in ends:
                end.close()


async def pump(reader, writer):
    try:
        while data := await reader.read(4096):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass


async def end_others():
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for each in others:
        each.cancel()
    await asyncio.gather(*others, return_exceptions=True)
