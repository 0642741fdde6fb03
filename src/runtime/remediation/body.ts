import type { IncomingMessage } from 'node:http';

export type Body = { readonly text: string } | { readonly refused: 408 | 413 };

export interface BodyLimits {
  readonly maxBytes: number;
  /** From the first byte to the last. */
  readonly timeoutMs: number;
}

/** The body of a request, of bounded size and within a bounded time. A sender that hangs up is one that took too long. */
export function bodyOf(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (body: Body): void => {
      clearTimeout(timer);
      request.removeAllListeners('data').pause();
      resolve(body);
    };
    const timer = setTimeout(() => end({ refused: 408 }), timeoutMs);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) end({ refused: 413 });
      else chunks.push(chunk);
    });
    request.on('end', () => end({ text: Buffer.concat(chunks).toString('utf8') }));
    request.on('error', () => end({ refused: 408 }));
    request.on('close', () => end({ refused: 408 }));
  });
}
