/** As much of the protobuf wire format as metrics need. https://protobuf.dev/programming-guides/encoding/ */
export type Field = readonly number[];

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

const utf8 = new TextEncoder();
const double = new DataView(new ArrayBuffer(8));

export function text(field: number, value: string): Field {
  return value === '' ? [] : bytes(field, [...utf8.encode(value)]);
}

export function message(field: number, ...fields: readonly Field[]): Field {
  return bytes(field, fields.flat());
}

export function float(field: number, value: number): Field {
  double.setFloat64(0, value, true);
  return [(field << 3) | FIXED64, ...new Uint8Array(double.buffer)];
}

/** A whole number from zero up, exact to 2^53. */
export function uint(field: number, value: number): Field {
  return [...varint((field << 3) | VARINT), ...varint(value)];
}

/** A whole number of either sign, zigzag. */
export function sint(field: number, value: number): Field {
  return uint(field, value < 0 ? -2 * value - 1 : 2 * value);
}

/** A message with its length in front, as they follow each other in a stream. */
export function delimited(...fields: readonly Field[]): Uint8Array {
  const body = fields.flat();
  return Uint8Array.from([...varint(body.length), ...body]);
}

function bytes(field: number, value: readonly number[]): Field {
  return [...varint((field << 3) | BYTES), ...varint(value.length), ...value];
}

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    out.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
  return out;
}
