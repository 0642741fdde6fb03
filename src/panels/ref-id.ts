/** A, B, …, Z, AA: as Grafana counts queries. */
export function refId(index: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (index % 26));
  return index < 26 ? letter : refId(Math.floor(index / 26) - 1) + letter;
}
