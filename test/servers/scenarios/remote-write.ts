/** Samples with their own time, into a real Prometheus. https://prometheus.io/docs/specs/prw/remote_write_spec/ */
import type { Stored } from '../../../definitions/simulator/play.ts';

/** How a series says that it has ended. https://prometheus.io/docs/specs/prw/remote_write_spec/#stale-markers */
const STALE = 0x7ff0000000000002n;
const MOST_BYTES = 4_000_000;

/** `startMs` is added to the seconds of the samples. */
export async function remoteWrite(url: string, series: readonly Stored[], startMs: number): Promise<void> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const send = async () => {
    if (parts.length === 0) return;
    const headers = {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    };
    const answer = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers,
      body: new Uint8Array(snappy(Buffer.concat(parts))),
    });
    if (!answer.ok) throw new Error(`remote write: ${answer.status} ${await answer.text()}`);
    parts = [];
    bytes = 0;
  };
  for (const one of series) {
    if (one.at.length === 0) continue;
    const part = field(1, timeSeries(one, startMs));
    parts.push(part);
    bytes += part.length;
    if (bytes > MOST_BYTES) await send();
  }
  await send();
}

function timeSeries({ labels, at, values }: Stored, startMs: number): Buffer {
  const names = Object.keys(labels)
    .filter((name) => labels[name] !== '')
    .sort();
  const head = names.map((name) =>
    field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(labels[name] ?? ''))])),
  );
  const samples = Buffer.alloc(at.length * MOST_SAMPLE_BYTES);
  let end = 0;
  for (const [index, seconds] of at.entries()) end = writeSample(samples, end, startMs + seconds * 1000, values[index]);
  return Buffer.concat([...head, samples.subarray(0, end)]);
}

/** A field with its length, a double with its field, a time of at most nine bytes with its field. */
const MOST_SAMPLE_BYTES = 2 + 9 + 1 + 9;

/** Where it ends. A double as fixed64, a time as varint. */
function writeSample(out: Buffer, start: number, timeMs: number, value: number | undefined): number {
  out[start] = (2 << 3) | 2;
  out[start + 2] = (1 << 3) | 1;
  if (value === undefined) out.writeBigUInt64LE(STALE, start + 3);
  else out.writeDoubleLE(value, start + 3);
  out[start + 11] = 2 << 3;
  let end = start + 12;
  let rest = timeMs;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) out[end++] = (rest % 0x80) | 0x80;
  out[end++] = rest;
  out[start + 1] = end - start - 2;
  return end;
}

function field(number: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), Buffer.from(varint(body.length)), body]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return bytes;
}

/** The block format with nothing compressed: one literal. https://github.com/google/snappy/blob/main/format_description.txt */
function snappy(body: Buffer): Buffer {
  const length = Buffer.alloc(5);
  length[0] = 63 << 2;
  length.writeUInt32LE(body.length - 1, 1);
  return Buffer.concat([Buffer.from(varint(body.length)), length, body]);
}
