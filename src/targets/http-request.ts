export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the server's address, with its query. */
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses besides 2xx that are an answer and no failure. */
  readonly expect?: readonly number[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** `Content-Type`, without what follows a semicolon. */
  readonly type?: string;
}

/** A question: nothing on the server changes by it. */
export interface ReadRequest extends Omit<HttpRequest, 'method' | 'body' | 'contentType'> {
  readonly method: 'GET';
}

/** Queries may be longer than an address, so they go as a form; these take nothing else. */
export const QUERY_PATHS = ['/api/v1/query', '/api/v1/query_range', '/loki/api/v1/query', '/loki/api/v1/query_range'] as const;
export type QueryPath = (typeof QUERY_PATHS)[number];
