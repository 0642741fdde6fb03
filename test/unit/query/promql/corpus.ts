/** Hand-written expressions; whether each is valid is what real promtool says. */
export const CORPUS: readonly string[] = String.raw`
up
up == 1
up{job="a"}
up{job="a",}
up{job='a'}
up{}
{job="a"}
{}
{job=""}
{job=~".*"}
{job=~".+"}
{job!="a"}
{job!~"a"}
{job!~".*"}
{job=~"a|"}
{job=~"a?"}
{job=~"(?i)"}
{job!=""}
{__name__="up"}
{__name__=~"up.*"}
{__name__=~"a", __name__!="b"}
up{__name__="up"}
{"up"}
{"my.metric"}
{"my.metric", job="a"}
{job="a", "my.metric"}
up{"my.metric"}
{"up", "down"}
{"up", __name__="down"}
{""}
{"", job="a"}
up{"my.label"="a"}
up{my.label="a"}
sum by ("my.label") (up)
sum by ("") (up)
up{job}
up{job=}
up{job=a}
up{=}
up{,}
up{job="a" code="b"}
up{job="a",,code="b"}
up{job=="a"}
up{job~"a"}
up{job=~"a"
up{
up}
some{
up{le=1}
up{job:x="a"}
up{job="a\"b"}
up{job="a\qb"}
up{job='a\'b'}
up{job="a\'b"}
up{job="\x41\101\u0041\U00000041"}
up{job="\xzz"}
up{job="\u12"}
up{job="\ud800"}
up{job="\400"}
up{job="a
up{job=~"("}
up{job=~"a(?=b)"}
up{job=~"a(?!b)"}
up{job=~"(?<=a)b"}
up{job=~"(?<!a)b"}
up{job=~"(a)\\1"}
up{job=~"(?i)abc"}
up{job=~"(?P<n>a)"}
up{job=~"(?<n>a)"}
up{job=~"(?P<n a)"}
up{job=~"a\\z"}
up{job=~"a\\Z"}
up{job=~"[[:alpha:]]+"}
up{job=~"[[:foo:]]"}
up{job=~"[a-z]"}
up{job=~"[z-a]"}
up{job=~"[a"}
up{job=~"[]a]"}
up{job=~"[^]a]"}
up{job=~"[\\d-z]"}
up{job=~"*a"}
up{job=~"a**"}
up{job=~"a*?"}
up{job=~"a??"}
up{job=~"a?+"}
up{job=~"a*+"}
up{job=~"+"}
up{job=~"a|*"}
up{job=~"a{2}"}
up{job=~"a{2,1}"}
up{job=~"a{1001}"}
up{job=~"a{,3}"}
up{job=~"a{b}"}
up{job=~"{2}"}
up{job=~"a{2}{3}"}
up{job=~"a)"}
up{job=~"(?:a|b)c"}
up{job=~"(?is:a)"}
up{job=~"(?x)a"}
up{job=~"(?>a)"}
up{job=~"(?#a)"}
up{job=~"(?"}
up{job=~"\\pL\\p{Greek}\\P{Lu}"}
up{job=~"\\p{Foo}"}
up{job=~"\\Qa(b\\E"}
up{job=~"\\E"}
up{job=~"\\C"}
up{job=~"\\y"}
up{job=~"\\x{10FFFF}\\x41"}
up{job=~"\\x{110000}"}
up{job=~"a\\"}
up{job=~"\\.\\-\\_\\/"}
up{job=~"^a$"}
up{job=~"^*"}
up{job=~"\\bfoo\\B"}
up{job=~"()"}
up{job=~"a||b"}
{job=~"()"}
{job=~"a*b*"}
{job=~"(a|b*)c"}
{job=~"^$"}
{job=~"a{0,2}"}
{job=~"a{1,2}"}
1
-1
+1
--1
1.5
.5
5.
85. > bool 1
1./6.
1e5
1e-5
1E+5
1e
1e400
1_000
1__000
1_
0x1F
0x
0x_1F
017
08
0b11
Inf
-Inf
NaN
inf + nan
1 + 1
1 +
+
1 == 1
1 == bool 1
1 > bool up
up > 1
up > bool 1
up > bool up
up + bool 1
1 and 1
up and 1
1 or up
up and up
up or up unless up
up and bool up
0or 1
1or 2
up or1
1 2
up up
"a"
'a'
"a" + 1
"a" == "a"
up + "a"
-"a"
-up
+up
-up[5m]
-(up)
- up ^ 2
2 ^ -1
2 ^ 3 ^ 2
up atan2 up
up % 2
up * on (job) up
up * on () up
up * on (job,) up
up * on (,) up
up * on job up
up * ignoring (job) up
up * ignoring (job) group_left up
up * on (job) group_left () up
up * on (job) group_left (version) up
up * on (job) group_right (version) up
up * on (job) group_left (job) up
up * group_left (version) up
up * on (job) bool up
up > bool on (job) up
up and on (job) up
up and on (job) group_left up
up and ignoring (job) up
up or on (job) group_right (a) up
up * on (job) 1
1 * on (job) up
1 * on () up
1 * ignoring () 2
up * on (1a) up
up * on ("a b") up
up on (job) up
up =~ up
up = 1
up ! 1
up !~ 1
up <> 1
sum(up)
sum (up)
SUM(up)
sum by (job) (up)
sum(up) by (job)
sum by (job) (up) by (job)
sum by job (up)
sum by (job)
sum by () (up)
sum without () (up)
sum without (job,) (up)
sum by (job,,) (up)
sum by (and, or, by, sum, offset, bool, on) (up)
sum by (inf) (up)
sum by (NaN) (up)
sum by (without) (up)
sum by (group_left, atan2, start, end) (up)
sum by (job:x) (up)
sum by (1) (up)
sum()
sum(up, up)
sum(up,)
sum(1)
sum("a")
sum(up[5m])
sum(foo
sum foo
sum
sum{job="a"}
sum + count
foo by ()
count_values("version", up)
count_values(1, up)
count_values(up)
topk(3, up)
topk(up, 3)
topk(3)
topk(3, up, up)
topk("a", up)
topk(scalar(up), up)
bottomk(1 + 1, up)
quantile(0.9, up)
quantile by (a) (0.9, up)
limitk(2, up)
limit_ratio(0.5, up)
group(up)
stddev(up) + stdvar(up)
rate(up[5m])
rate(up)
rate(up[5m], 1)
rate()
rate(up[5m]) [5m]
rate(sum(up)[5m])
rate(sum(up)[5m:])
rate(up[5m]
RATE(up[5m])
foo(up)
foo:bar(up)
sum:rate5m
:a:b
time()
time(1)
pi() * 2
vector(1)
vector(up)
scalar(up)
scalar(1)
scalar(up) == 1
scalar(up) == bool 1
absent(up)
absent(sum(up))
absent(up[5m])
absent_over_time(up[5m])
hour()
hour(up)
hour(up, up)
hour(1)
day_of_week() == 1
round(up)
round(up, 5)
round(up, 5, 1)
round()
clamp(up, 0, 1)
clamp(up, 0)
clamp_max(up, up)
histogram_quantile(0.9, up)
histogram_quantile(up, 0.9)
histogram_quantile("0.9", up)
histogram_fraction(0, 1, up)
histogram_avg(up)
quantile_over_time(0.9, up[5m])
quantile_over_time(up[5m], 0.9)
predict_linear(up[1h], 4 * 3600)
predict_linear(up[1h], 4h)
label_replace(up, "a", "$1", "b", "(.*)")
label_replace(up, "a", "$1", "b")
label_replace(up, a, "$1", "b", "(.*)")
label_join(up, "a", ",")
label_join(up, "a", ",", "b", "c", "d")
label_join(up, "a", ",", 1)
label_join(up)
holt_winters(up[5m], 0.5, 0.5)
double_exponential_smoothing(up[5m], 0.5, 0.5)
first_over_time(up[5m])
last_over_time(up[5m])
mad_over_time(up[5m])
ts_of_max_over_time(up[5m])
sort_by_label(up, "a")
info(up)
info(up, {a="b"})
start()
end()
step()
range()
max_of(1, 2)
min_of(1, 2)
start
end
step
range
start_timestamp(up)
timestamp(up)
up[5m]
up[5m
up[]
up[5]
up[1.5]
up[300]
up[0]
up[0s]
up[-5m]
up[5m5m]
up[5m1h]
up[1h30m]
up[1y2w3d4h5m6s7ms]
up[5x]
up[1.5h]
up[5 m]
up[5m ]
up[ 5m ]
up[abc]
up[Inf]
up["5m"]
up[300y]
up[5m + 1m]
up[2 * 5m]
up[5m / 0]
up[5m % 0]
up[(5m)]
up[(5m + 1m) * 2]
up[2 ^ 3]
up[step()]
up[step() * 2]
up[range()]
up[max_of(5m, step())]
up[min_of(5m, 1m)]
up[max_of(5m)]
up[STEP()]
up[step]
up[5m:]
up[5m:1m]
up[5m:1m:1m]
up[5m:-1m]
up[5m:0s]
up[:1m]
up[5m::1m]
up[5m:step()]
up[5m][5m]
up[5m:][5m:]
up[5m:1m][5m]
min_over_time(rate(up[5m])[30m:1m])
min_over_time(up[5m][30m:1m])
(up)[5m]
(up)[5m:]
1[5m]
1[5m:]
"a"[5m:]
-up[5m:]
up{job="a"}[5m]
up [5m]
up offset 5m
up offset -5m
up offset - 5m
up offset
up offset 5
up offset 0s
up offset up
up offset 5m offset 5m
up offset 5m[5m]
up[5m] offset 5m
up[5m:1m] offset 5m
up offset (5m + 1m)
up offset -(5m)
up offset step()
up offset -step()
up offset 5m + 1
up offset (5m) + up
up offset -2 ^ 2
up offset Inf
up offset 1e30
(up) offset 5m
sum(up) offset 5m
rate(up[5m]) offset 5m
1 offset 5m
rate(up[5m] offset 1h)
rate(up offset 1h[5m])
offset
offset offset 5m
a + b offset 5m
a - b[5m:] offset 1m
up @ 100
up @ -100
up @ +100
up @ 1.5
up @ 1h
up @ start()
up @ end()
up @ END()
up @ start
up @ step()
up @
up @ up
up @ Inf
up @ NaN
up @ 1e19
up @ 100 @ 200
up @ start() @ 200
up @ 100 offset 5m
up offset 5m @ 100
up @ 100[5m]
up[5m] @ 100
up[5m:] @ 100
(up) @ 100
1 @ 100
rate(up[5m]) @ 100
-metric @ 100
up[5m] smoothed
up[5m] anchored
rate(up[5m] smoothed)
smoothed
anchored + 1
up + fill(0) up
up + on (job) fill_left(0) up
fill + fill
fill
(up)
((up))
(up
up)
()
(up, up)
up # a comment
up # an (unclosed [ comment
sum( # x
up{ # x
sum # of
# only a comment
and
or
unless + and
bool
on
ignoring
group_left
atan2
by
without
by + without
and{job="a"}
bool{job="a"}
up and
and up and up
up AND up
up Unless up
up > BOOL 1
up * ON (job) GROUP_LEFT up
sum BY (job) (up)
up OFFSET 5m
$up
up[$__rate_interval]
up[$var]
up > $x
up ? 1
up ; up
up & up
up || up
up && up
up == = 1
up =! 1
1 <= bool 2 >= bool 3
(1 > bool 2) and up
vector(1) or vector(2)
up > 1 and up < 2 or up == 3
sum(rate(a{b="c"}[5m])) by (d) / on (d) group_left (e) sum(rate(f[5m])) by (d, e) > 0.5
rate(a[5m]) > 0.1 and on () hour() >= 9 < 17
max_over_time(deriv(a[5m])[1h:5m] offset 1d)
"unterminated
'unterminated
${'`raw`'}
${'up{job=`a\\qb`}'}
${'`unterminated'}
"a\nb"
"é"
up{job="日本"}
é
up{é="a"}
{"é"}
a.b
a:b:c
1a
a1
_a
__name__
a </ 1
a >/ 1
1 </ 1
label_replace(vector(1), "a", "b", "", "")
sum(a) > (sum(b))
-1 ^ 2
(-1) ^ 2
2 - -2
2 - - - 2
a == on (x) group_left b
a == bool on (x) group_left (y) b
a * on (x) group_left (y, z,) b
scalar(a) * b
b * scalar(a)
time() - a > 300
time() > 300
time() > bool 300
5m
-5m
5m + 10s
up > 15m
up > 1h30m
up > 30m1h
90s * 2
`
  .split('\n')
  .filter((line) => line !== '');

/** More than one line. */
export const MULTI_LINE: readonly string[] = [
  '',
  ' ',
  '\n',
  'sum(\n  up\n)',
  'up\n# x\n+ 1',
  'up{job="a\nb"}',
  'up{job=`a\nb`}',
  '\tup\r\n',
  'up\u00a0+ 1',
];
