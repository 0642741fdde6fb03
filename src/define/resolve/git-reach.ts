import { maskUrls } from '../../kernel/mask-secrets.ts';
import type { GitReach } from '../../model/target.ts';
import { secretIn } from './report.ts';
import { shown } from './shown.ts';
import type { Written } from './written.ts';

/** What `git check-ref-format --branch` takes, without the rarest of it. https://git-scm.com/docs/git-check-ref-format */
const BRANCH = /^(?!.*(?:\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9_./@+#-]*(?<![./])$/;
/** Git itself refuses transports that run programs only where it is told to. */
const REPOSITORY = /^(?:(?:https?|ssh|file):\/\/\S+|[\w.-]+@[\w.-]+:[^\s:]+|[^-\s:][^:\n]*)$/;
const WITH_PASSWORD = /^\w+:\/\/[^\s/@]*:[^\s/@]*@/;

type Way = { readonly [K in 'repository' | 'branch' | 'to' | 'token']?: unknown };

/** A branch as a way to a server; what git would take for an option, or for a program to run, is no repository. */
export function gitReach(way: Way, where: Written): GitReach {
  const { at, origin, report, field } = where;
  const [repository, branch, to] = [textOf(way.repository), textOf(way.branch), textOf(way.to)];
  const token = secretIn(way.token, `${field}.token`, at, origin, report);
  const fail = (message: string, fix: string) => report.error('target/git', at, message, { origin, fix });
  repositoryProblem(way.repository, field, fail);
  if (!BRANCH.test(branch))
    fail(`\`${field}.branch\` is ${shown(way.branch)}, which cannot name a branch.`, "write 'deployed' or 'environments/live'");
  if (token && !/^https:\/\//.test(repository)) {
    fail(
      `\`${field}.token\` goes with an https address only.`,
      'write an https address, or leave the token out: ssh has keys of its own',
    );
  }
  if (/^(?:[\\/]|[A-Za-z]:)/.test(to))
    fail(`\`${field}.to\` is ${shown(to)}, which is not below the branch.`, `write to: 'live/${field}'`);
  return { by: 'git', repository, branch, to, token };
}

function repositoryProblem(value: unknown, field: string, fail: (message: string, fix: string) => void): void {
  if (typeof value === 'string' && WITH_PASSWORD.test(value)) {
    fail(
      `\`${field}.repository\` holds a password: ${maskUrls(value)}.`,
      "take it out, and write token: secret.env('GIT_TOKEN')",
    );
  } else if (typeof value !== 'string' || !REPOSITORY.test(value)) {
    const fix = "write 'https://host/group/name.git' or 'git@host:group/name.git'";
    fail(`\`${field}.repository\` is ${shown(value)}, which is no repository.`, fix);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
