/** A figure, day, number or place that a question asks for and a clause may hold or not. */
interface Figure {
  asks: RegExp
  holds: RegExp
  /**
   * Only the figure is an answer: 几号 without a day is none. Otherwise the rule behind it is worth reading, and only the
   * figure is missing.
   */
  strict: boolean
}

/** What a question asks for; nothing, for most. */
export type Figures = readonly Figure[]

const n = '[0-9一二三四五六七八九十百千万两半]'
const sum = `${n}+(?:万|亿)?元`
const share = '%|％|百分之|分之'

const figures: Figure[] = [
  {
    asks: /电话|号码(?:是)?多少|联系方式|热线|打哪个|网址|微信号/,
    holds: /(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|1\d{10}|12\d{3})(?!\d)/,
    strict: true,
  },
  {
    asks: /几点|上班时间|开门|开不开|周末在|周[六日末]|星期几|班次/,
    holds: new RegExp(`${n}{1,2}[:：时点]`),
    strict: true,
  },
  { asks: /哪条街|几楼|会议室|地址|怎么走|哪条路/, holds: /地址|\d+号[楼院]|[路街]\d+号/, strict: true },
  // What changes from day to day stands in no policy.
  {
    asks: /叫什么名字|叫啥|姓什么|姓啥|[局主乡镇县]?[长任]是(?:谁|哪)|还有几个|还剩|剩[几多]|有空位|现在是多少/,
    holds: /(?!)/,
    strict: true,
  },
  {
    asks: /几号|哪天(?!搬谁)|哪一天|几月|哪个月|什么时候(?:发|开工|动工|完工|交房|交付|到账|建好|招)/,
    holds: new RegExp(`${n}+月${n}*日?(?!起施行)(?!.*起施行)|每月|每季度|按月|按年|按季`, 's'),
    strict: true,
  },
  {
    asks: /一平方|一平米|每平方|票价|门票多少|租金多少|价格多少|卖多少钱|一度|几毛|多少钱一|多少一个月/,
    holds: new RegExp(`${sum}|${n}+倍`),
    strict: true,
  },
  {
    asks: /(?:今年|去年|明年|本月|这个月|上个月|季度|我们[县乡镇村]|[县乡]里|这次|新标准).*(?:多少|几[万千百元块个]|涨)/,
    holds: new RegExp(`${sum}|${share}`),
    strict: true,
  },
  {
    asks: /多少钱|几块(?:钱|$| )|多少元|几万|几千|多少块(?!地|田|宅)|几个钱|[好几]多钱|[补赔罚给领发]好?多少(?!年|天|人)/,
    holds: new RegExp(`${sum}|${n}+倍|${share}`),
    strict: false,
  },
  {
    asks: /[多好]少[天日年]|(?<![好这那前头十])几[天日年](?!级)|(?<!好)几个月|多久|多长时间|期限/,
    holds: new RegExp(`${n}+个?(?:工作)?(?:[日天月年]|小时|周(?!岁))|每月|每年|每季度|当场|长期`),
    strict: false,
  },
  { asks: /几岁|多少岁|多大年纪|多大岁数/, holds: new RegExp(`${n}+周?岁`), strict: false },
  { asks: /几个人|多少人|几个代表|多少户/, holds: new RegExp(`${n}+[人名户]|${share}`), strict: false },
]

/** What figures a normalised question asks for. */
export function readFigures(question: string): Figures {
  return figures.filter(({ asks }) => asks.test(question))
}

/** Does the clause hold one of the figures? `strict`: one that alone is an answer. */
export function holdsFigure(asked: Figures, text: string): 'no' | 'loose' | 'strict' {
  const held = asked.filter(({ holds }) => holds.test(text))
  if (held.length === 0) return 'no'
  return held.some(({ strict }) => strict) ? 'strict' : 'loose'
}

/** Is a figure asked for that the clause does not hold? `strict`: without it there is no answer in the clause. */
export function missesFigure(asked: Figures, text: string): 'no' | 'loose' | 'strict' {
  if (asked.length === 0 || holdsFigure(asked, text) !== 'no') return 'no'
  return asked.some(({ strict }) => strict) ? 'strict' : 'loose'
}
