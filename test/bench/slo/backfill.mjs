// Blocks of a Prometheus, day by day: promtool reads its whole input again for each block of two hours.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const DAY = 86_400;

/**
 * Writes constant series as blocks below `folder`. A series: `text` (name and labels), `every` seconds a sample, `from` seconds
 * (defaults to the beginning), `step` added at each sample to `value`.
 */
export async function backfill(series, { begin, end, folder }) {
  for (let day = begin; day < end; day += DAY) {
    const file = join(folder, 'day.om');
    await writeDay(series, file, day, Math.min(day + DAY, end), begin);
    await promtool(['tsdb', 'create-blocks-from', '--quiet', 'openmetrics', file, folder]);
    await rm(file);
  }
}

async function writeDay(series, file, day, until, begin) {
  const out = createWriteStream(file);
  for (const one of series) if (!out.write(linesOf(one, day, until, begin))) await once(out, 'drain');
  out.end('# EOF\n');
  await once(out, 'close');
}

function linesOf({ text, every, value, step = 0, from = 0 }, day, until, begin) {
  const lines = [];
  for (let at = day; at < until; at += every)
    if (at >= from) lines.push(`${text} ${value + (step * (at - begin)) / every} ${at}\n`);
  return lines.join('');
}

async function promtool(args) {
  const child = spawn('promtool', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`promtool ${args.join(' ')} failed`);
}
