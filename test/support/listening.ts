/** Servers of one test, each on a port of loopback that the system chooses, all ended together. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';

export interface Listening {
  http(handler: RequestListener): Promise<string>;
  https(options: ServerOptions, handler: RequestListener): Promise<string>;
  /** Bytes as they are: what no HTTP library would answer. */
  tcp(handler: (socket: Socket) => void): Promise<number>;
  /** A proxy that tunnels where it is asked to, and writes down what it was asked; `refuse` answers instead. */
  proxy(seen: ProxyRequest[], refuse?: number): Promise<string>;
  stop(): Promise<void>;
}

export interface ProxyRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export function listening(): Listening {
  const ended: (() => Promise<void>)[] = [];
  const start = async (server: Server | ReturnType<typeof createTcpServer>): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    ended.push(
      () =>
        new Promise((done) => {
          server.close(() => done());
          for (const socket of sockets) socket.destroy();
        }),
    );
    return (server.address() as AddressInfo).port; // it listens on a port
  };
  return {
    http: async (handler) => `http://127.0.0.1:${await start(createServer(handler))}`,
    https: async (options, handler) => `https://127.0.0.1:${await start(createTlsServer(options, handler))}`,
    tcp: (handler) => start(createTcpServer(handler)),
    proxy: async (seen, refuse) => `http://127.0.0.1:${await start(proxyServer(seen, refuse))}`,
    async stop() {
      await Promise.all(ended.splice(0).map((end) => end()));
    },
  };
}

function proxyServer(seen: ProxyRequest[], refuse: number | undefined): Server {
  const note = (request: { method?: string | undefined; url?: string | undefined; headers: object }) =>
    seen.push({ method: String(request.method), url: String(request.url), headers: { ...request.headers } });
  const server = createServer((request, response) => {
    note(request);
    response.end('by the proxy');
  });
  return server.on('connect', (request, socket: Socket) => {
    note(request);
    socket.on('error', () => {});
    if (refuse !== undefined) {
      socket.end(`HTTP/1.1 ${refuse} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = String(request.url).split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
}
