/** Prometheus remote write 1.0, just enough to put samples in. https://prometheus.io/docs/specs/prw/remote_write_spec/ */

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [timeMs: number, value: number])[];
}

export async function remoteWrite(url: string, series: readonly Series[]): Promise<void> {
  const body = snappy(Buffer.concat(series.map((one) => field(1, timeSeries(one)))));
  const headers = { 'Content-Encoding': 'snappy', 'Content-Type': 'application/x-protobuf' };
  const response = await fetch(`${url}/api/v1/write`, { method: 'POST', headers, body: new Uint8Array(body) });
  if (!response.ok) throw new Error(`remote write: ${response.status} ${await response.text()}`);
}

function timeSeries({ labels, samples }: Series): Buffer {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([
    ...sorted.map(([name, value]) => field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(value))]))),
    ...samples.map(([time, value]) => field(2, sample(time, value))),
  ]);
}

function sample(timeMs: number, value: number): Buffer {
  const double = Buffer.alloc(9);
  double.writeUInt8(0x09);
  double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.from([0x10]), varint(timeMs)]);
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return Buffer.from([...bytes, left]);
}

/** The block format without compression: only literals. https://github.com/google/snappy/blob/main/format_description.txt */
function snappy(content: Buffer): Buffer {
  const parts = [varint(content.length)];
  for (let from = 0; from < content.length; from += 65_536) {
    const chunk = content.subarray(from, from + 65_536);
    const size = chunk.length - 1;
    parts.push(Buffer.from([61 << 2, size & 255, size >> 8]), chunk);
  }
  return Buffer.concat(parts);
}
