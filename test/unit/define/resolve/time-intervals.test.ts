import { timeInterval } from 'signalbox';
import { describe, expect, it, test } from 'vitest';
import { timeInterval as wire } from '../../../../src/artifacts/alertmanager-config/time-intervals.ts';
import { resolve } from '../../../../src/define/resolve.ts';

const UTC = 'UTC';
const read = (options: object) => {
  const { value, diagnostics } = resolve({ it: timeInterval({ name: 'it', location: UTC, ...options } as never) });
  const specs = value.estate.timeIntervals.map((one) => wire(one) as { time_intervals: object[] })[0]?.time_intervals;
  return { specs, told: diagnostics.map(({ code }) => code), messages: diagnostics.map(({ message }) => message) };
};
const specsOf = (options: object) => read(options).specs?.map((spec) => ({ ...spec, location: undefined }));
const times = (start_time: string, end_time: string) => [{ start_time, end_time }];

describe('what an author writes becomes what Alertmanager reads', () => {
  it.each([
    [
      'a week',
      { weekdays: 'monday:friday', times: '09:00-18:00' },
      [{ weekdays: ['monday:friday'], times: times('09:00', '18:00') }],
    ],
    [
      'several of each',
      { weekdays: ['monday', 'friday'], times: ['09:00-12:00', '13:00-24:00'] },
      [{ weekdays: ['monday', 'friday'], times: [...times('09:00', '12:00'), ...times('13:00', '24:00')] }],
    ],
    ['a week that goes over its end', { weekdays: 'saturday:monday' }, [{ weekdays: ['saturday', 'sunday:monday'] }]],
    ['a year that goes over its end', { months: 'november:february' }, [{ months: ['november:december', 'january:february'] }]],
    ['a month that goes over its end', { daysOfMonth: ['25:5', '-3:2'] }, [{ days_of_month: ['25:31', '1:5', '-3:-1', '1:2'] }]],
    ['the last day, which Alertmanager refuses after the 27th', { daysOfMonth: '28:-1' }, [{ days_of_month: ['28:31'] }]],
    [
      'days from both ends, and years',
      { daysOfMonth: [1, -1, '2:-2'], years: [2026, '2028:2030'] },
      [{ days_of_month: ['1', '-1', '2:-2'], years: ['2026', '2028:2030'] }],
    ],
    ['midnight as the end', { times: '18:00-00:00' }, [{ times: times('18:00', '24:00') }]],
    ['a night of every day', { times: '22:00-06:00' }, [{ times: [...times('22:00', '24:00'), ...times('00:00', '06:00')] }]],
    [
      'a night of some days, which ends on the day after',
      { weekdays: 'friday:saturday', times: '22:00-06:00' },
      [
        { weekdays: ['friday:saturday'], times: times('22:00', '24:00') },
        { weekdays: ['saturday', 'sunday'], times: times('00:00', '06:00') },
      ],
    ],
    [
      'a night at the end of the year',
      { daysOfMonth: -1, months: 'december', years: 2026, times: '22:00-06:00' },
      [
        { days_of_month: ['-1'], months: ['december'], years: ['2026'], times: times('22:00', '24:00') },
        { days_of_month: ['1'], months: ['january'], years: ['2027'], times: times('00:00', '06:00') },
      ],
    ],
    [
      'several spans',
      { any: [{ weekdays: 'saturday' }, { times: '00:00-06:00' }] },
      [{ weekdays: ['saturday'] }, { times: times('00:00', '06:00') }],
    ],
  ])('%s', (_, options, specs) => {
    expect(specsOf(options)).toEqual(specs.map((spec) => ({ ...spec, location: undefined })));
    expect(read(options).told).toEqual([]);
  });

  it('each span in its zone, or in that of the interval', () => {
    const { specs } = read({ any: [{ weekdays: 'monday', location: 'Asia/Tokyo' }, { weekdays: 'tuesday' }] });
    expect(specs).toEqual([
      { weekdays: ['monday'], location: 'Asia/Tokyo' },
      { weekdays: ['tuesday'], location: UTC },
    ]);
  });
});

describe('what Alertmanager would refuse, or read otherwise, is told first', () => {
  it.each([
    ['an hour that is none', { times: '25:00-26:00' }],
    ['a minute that is none', { times: '09:60-10:00' }],
    ['a time of no length', { times: '09:00-09:00' }],
    ['a start at the end of the day', { times: '24:00-06:00' }],
    ['another form', { times: '9-17' }],
    ['a number', { times: 9 }],
    ['null', { times: null }],
    ['an empty list', { weekdays: [] }],
    ['a short name', { weekdays: 'mon:fri' }],
    ['three parts', { weekdays: 'monday:tuesday:friday' }],
    ['day 0', { daysOfMonth: 0 }],
    ['day 32', { daysOfMonth: '1:32' }],
    ['half a day', { daysOfMonth: 1.5 }],
    ['an end before its start in a short month', { daysOfMonth: '26:-5' }],
    ['a start after its end, from the end', { daysOfMonth: '-1:-5' }],
    ['month 13', { months: 13 }],
    ['a month in another language', { months: 'janvier' }],
    ['years backwards', { years: '2028:2026' }],
    ['year 0', { years: 0 }],
    ['no time at all', {}],
    ['no list of spans', { any: 'monday' }],
    ['an empty list of spans', { any: [] }],
    ['spans, and times beside', { any: [{ weekdays: 'monday' }], times: '09:00-18:00' }],
  ])('interval/range: %s', (_, options) => {
    expect(read(options).told).toContain('interval/range');
  });

  it.each(['europe/berlin', 'Europe/BERLIN', 'CEST', '+01:00', 'Local', 'Europe/Berlim', '', 5, null, undefined])(
    'interval/zone: %s',
    (location) => {
      expect(read({ times: '09:00-18:00', location }).told).toEqual(['interval/zone']);
    },
  );

  it.each(['29', '28:30', '31', '-31:-30'])('interval/midnight: what comes after %s depends on the month', (daysOfMonth) => {
    expect(read({ daysOfMonth, times: '22:00-06:00' }).told).toEqual(['interval/midnight']);
  });

  it('interval/short-month: a month that clocks go forward in has no last day', () => {
    expect(read({ daysOfMonth: -1, location: 'Europe/Berlin' })).toMatchObject({
      told: ['interval/short-month'],
      messages: [
        'In Europe/Berlin March is a day short, because clocks go forward: to Alertmanager 30 is its last day, and 31 no day of it.',
      ],
    });
    expect(read({ daysOfMonth: -1, months: 'april', location: 'Europe/Berlin' }).told).toEqual([]);
    expect(read({ daysOfMonth: '1:28', location: 'Europe/Berlin' }).told).toEqual([]);
    expect(read({ daysOfMonth: 31, location: 'Australia/Sydney' }).messages[0]).toContain('October');
  });
});

test('all of it is told at once', () => {
  expect(read({ times: '25:00-26:00', weekdays: 'mon', months: 'no', location: 'Nowhere' }).told).toHaveLength(4);
});
