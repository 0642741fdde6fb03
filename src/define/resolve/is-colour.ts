/** https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#color-scheme */
const HUES = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'];
const SHADES = ['', 'dark-', 'semi-dark-', 'light-', 'super-light-'];
const OTHERS = ['text', 'transparent', 'panel-bg'];

/** https://www.w3.org/TR/css-color-4/#named-colors, which Grafana knows too. */
const CSS = `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blueviolet brown burlywood cadetblue chartreuse
chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet
deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray grey
greenyellow honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey
lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen
mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
olivedrab orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue rebeccapurple
rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellowgreen`;

const NAMES: ReadonlySet<string> = new Set([
  ...HUES.flatMap((hue) => SHADES.map((shade) => `${shade}${hue}`)),
  ...OTHERS,
  ...CSS.split(/\s/),
]);
const WRITTEN = /^(?:#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(?:rgb|hsl)a?\([\d\s.,%/deg]+\))$/i;

export const COLOURS = "a colour: 'red', 'semi-dark-red', '#ff9830' or 'rgb(255, 152, 48)'";

/** Grafana draws what it does not know in black, or not at all. */
export function isColour(value: unknown): boolean {
  return typeof value === 'string' && (NAMES.has(value.toLowerCase()) || WRITTEN.test(value));
}
