import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Deployer } from '../program.ts';
import { whoIn } from './audit.ts';
import type { Invocation } from './command.ts';
import { version } from './version.ts';

/** This process and who started it, for the journal of deployments. */
export function deployerIn(invocation: Invocation): Deployer {
  const host = hostname();
  return {
    who: `${whoIn(invocation) ?? 'nobody'}@${host}`,
    tool: version(),
    process: { host, pid: process.pid, started: startOf(process.pid) ?? '' },
    isAlive: ({ pid, started }) => {
      const known = startOf(pid);
      return known === undefined ? answers(pid) : known === started;
    },
    now: () => new Date(),
  };
}

/** When a process was started, in ticks since the machine was: numbers of processes are given again. Undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return `${boot} ${fields[19] ?? ''}`; // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (22)
  } catch {
    return undefined;
  }
}

/** Signal 0 asks whether there is one. */
function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // of somebody else
  }
}
