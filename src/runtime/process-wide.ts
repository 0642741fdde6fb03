/**
 * One value per process under a global symbol: a second copy of this package (a duplicate install, a bundle) must find
 * the same one, or half the metrics would be missing from `/metrics` without a word. Nothing exists until it is asked for.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`signalbox.${name}`);
  const holder = globalThis as { [key: symbol]: T | undefined }; // only this function writes these symbols
  const known = holder[key];
  if (known !== undefined) return known;
  const made = make();
  Object.defineProperty(globalThis, key, { value: made });
  return made;
}
