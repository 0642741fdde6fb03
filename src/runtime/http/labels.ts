const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** A client may send any word as a method: those that are none are one value. */
export function methodLabel(method: unknown = 'GET'): (typeof METHODS)[number] | 'other' {
  return METHODS.find((one) => typeof method === 'string' && one === method.toUpperCase()) ?? 'other';
}

export function codeClass(status: number): (typeof CLASSES)[number] {
  return CLASSES[Math.floor(status / 100) - 1] ?? '5xx';
}
