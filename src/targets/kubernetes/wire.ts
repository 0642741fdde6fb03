import { z } from 'zod';
import { OutsideFailure } from '../failure.ts';
import { type HttpAnswer, type HttpClient, type HttpReader, type HttpRequest, jsonOf, type ReadRequest } from '../http.ts';

const record = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());
const managed = z.looseObject({
  manager: z.string().default(''),
  operation: z.string().default(''),
  fieldsV1: record.optional(),
});

/** What is read of an object; the rest is kept to be put back. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
export const objectAnswer = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    uid: z.string(),
    // an object that is only rehearsed has none
    resourceVersion: z.string().default(''),
    labels: texts.optional(),
    annotations: texts.optional(),
    managedFields: z.array(managed).optional(),
    deletionTimestamp: z.string().optional(),
  }),
});
export type LiveObject = z.infer<typeof objectAnswer>;

export const listAnswer = z.looseObject({
  metadata: z.looseObject({ continue: z.string().optional() }),
  items: z.array(objectAnswer).nullable(),
});

const cause = z.looseObject({ reason: z.string().optional(), message: z.string().optional(), field: z.string().optional() });
const statusAnswer = z.looseObject({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z.looseObject({ causes: z.array(cause).optional() }).optional(),
});
/** What the API says when it does not do what it was asked. */
export type Status = z.infer<typeof statusAnswer>;

const SAYS_NO = [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 500];
const MAX_MESSAGE = 1000;

export type Reply<T> = { readonly ok: true; readonly status: number; readonly value: T } | Refusal;
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  readonly said: Status | undefined;
}

/** The parsed answer to a question, or what the API said instead. */
export async function ask<T>(
  reader: HttpReader,
  schema: z.ZodType<T>,
  question: Pick<ReadRequest, 'path' | 'headers'>,
): Promise<Reply<T>> {
  return replyOf(await reader.request({ ...question, method: 'GET', expect: SAYS_NO }), schema, reader);
}

/** The same of a request that changes something. */
export async function send<T>(client: HttpClient, schema: z.ZodType<T>, request: HttpRequest): Promise<Reply<T>> {
  return replyOf(await client.request({ ...request, expect: SAYS_NO }), schema, client);
}

function replyOf<T>(answer: HttpAnswer, schema: z.ZodType<T>, client: HttpReader): Reply<T> {
  if (answer.status >= 300) return { ok: false, status: answer.status, said: statusOf(answer) };
  return { ok: true, status: answer.status, value: parsed(schema, answer, client) };
}

function statusOf({ text }: HttpAnswer): Status | undefined {
  try {
    return statusAnswer.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // `404 page not found`
  }
}

function parsed<T>(schema: z.ZodType<T>, answer: HttpAnswer, client: HttpReader): T {
  const result = schema.safeParse(jsonOf(answer, client.url));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  throw new OutsideFailure(`${client.url} does not answer as a Kubernetes API does`, {
    kind: 'refused',
    status: answer.status,
    detail,
  });
}

const MEANINGS: Readonly<Record<number, string>> = {
  401: 'does not know the login',
  403: 'does not allow it',
};

/** A refusal as a failure: what was asked for, and what the cluster said. */
export function refused(client: HttpReader, what: string, { status, said }: Refusal): OutsideFailure {
  const detail = client.clean(said?.message ?? '').slice(0, MAX_MESSAGE);
  const message = `${what}: the cluster ${MEANINGS[status] ?? 'refuses it'} (${status})`;
  return new OutsideFailure(message, { kind: 'refused', status, detail });
}
