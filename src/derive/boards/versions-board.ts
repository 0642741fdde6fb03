import { section } from '../../define/dashboard.ts';
import { panel } from '../../panels/kinds.ts';
import type { Board } from './board.ts';
import type { BoardInput } from './kind.ts';
import { scopeBoard } from './scopes.ts';
import { type Build, buildOf, instancesBy, shareByVersion } from './versions.ts';
import type { Work } from './work.ts';

/** Which versions run where, and whether one of them fails more. */
export function versionsBoards(input: BoardInput): readonly Board[] {
  return input.scopes.flatMap((scope) => {
    const builds = scope.services.flatMap((service) => buildOf(service) ?? []);
    if (builds.length === 0) return [];
    return scopeBoard('versions', 'Versions', scope, {
      description: 'Which versions run, how a release replaces the one before, and whether a version fails more than another.',
      range: '1d',
      sections: () => [
        section({ title: 'Running', panels: builds.flatMap(running) }),
        section({
          title: 'Errors by version',
          panels: builds.flatMap((build) => input.worksOf(build.service).map((work) => errors(work, build))),
        }),
      ],
    });
  });
}

function running(build: Build) {
  const { title } = build.service;
  const shown = [{ show: instancesBy(build), legend: `{{${build.label}}}` }];
  return [
    panel.table({
      title: `${title}: now`,
      description: 'Instances of each version.',
      show: instancesBy(build),
      width: 8,
      height: 6,
    }),
    panel.timeseries({
      title,
      description: 'Instances of each version. During a release there are two; two for longer is a release that got stuck.',
      show: shown,
      stack: true,
      width: 16,
      height: 6,
    }),
  ];
}

function errors(work: Work, build: Build) {
  return panel.timeseries({
    title: `${work.service.title}: ${work.title}`,
    description: 'Share that failed, of each version that runs.',
    show: [{ show: shareByVersion(work, build), legend: `{{${build.label}}}` }],
    min: 0,
  });
}
