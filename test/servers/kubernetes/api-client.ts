import { request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
export interface AskOptions {
  /** @default the admin's */
  readonly token?: string;
  /** @default 'application/json' */
  readonly type?: string;
}
export type Ask = (method: string, path: string, body?: unknown, options?: AskOptions) => Promise<Answer>;

/** Asks the API directly, as kubectl would: by this the tests judge what ours did. */
export function apiClient(url: string, ca: string, admin: string): Ask {
  return (method, path, body, { token = admin, type = 'application/json' } = {}) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      const asked = request(url + path, { method, ca, headers }, (answer) => {
        text(answer).then((said) => resolve({ status: answer.statusCode ?? 0, body: bodyOf(said) }), reject);
      });
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

function bodyOf(said: string): Record<string, unknown> {
  try {
    return JSON.parse(said) as Record<string, unknown>; // every answer of the API is an object
  } catch {
    return { text: said };
  }
}
