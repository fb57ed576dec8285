import { maskText } from './masking.ts'

/** What is known to be personal in somebody's question. */
export interface PersonalWords {
  /** Names of who asks or filed. */
  names: readonly string[]
  officers: readonly string[]
  villages: readonly string[]
  townships: readonly string[]
  /** Whether a word of two characters stands in the policies: then it is no name, however it begins. */
  isKnown(word: string): boolean
}

/**
 * A question as others may read it and ask it too: without names, numbers of persons and matters, addresses, villages and
 * townships. What is not known to be a name and looks like one goes too, so it may take a harmless word too many: whoever
 * keeps the words looks at them first. Done twice it is the same as done once.
 */
export function stripQuestion(text: string, personal: PersonalWords): string {
  let stripped = text
  // What was taken out can bring together what looks like a name: seldom, and never for long.
  for (let times = 0; times < 5; times += 1) {
    const before = stripped
    stripped = stripOnce(before, personal)
    if (stripped === before) break
  }
  return stripped
}

function stripOnce(text: string, personal: PersonalWords): string {
  const plain = text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, ' ')
  const withoutSigns = plain.replace(addresses, someNumber).replace(matterNumber, someNumber)
  const withoutKnown = [
    [personal.names, somebody],
    [personal.officers, '工作人员'],
    [longWords(personal.villages), someVillage],
    [longWords(personal.townships), '某镇'],
    [stemsOf(personal.villages, personal.isKnown), someVillage],
    [stemsOf(personal.townships, personal.isKnown), '某镇'],
  ].reduce((left, [words, stand]) => replaceWords(left, words as readonly string[], stand as string), withoutSigns)
  const withoutNumbers = maskText(withoutKnown, []).replace(/\*{4}[\p{L}\p{N}]{0,2}/gu, someNumber)
  const withoutHomes = withoutNumbers
    .replace(birthDays, '某年')
    .replace(homes, (_, far?: string, near?: string) => `某${far ?? near}`)
  const withoutNames = hideBareNames(hideToldNames(withoutHomes, personal.isKnown), personal.isKnown)
  return withoutNames
    .replace(/(某人|某号|某村|某镇|工作人员)(?:\s?\1)+/gu, '$1')
    .replace(/(?<=\p{Script=Han}) ?[,?!:;]/gu, (sign) => wideSigns[sign.trim()] ?? sign)
    .split(/(?<=[，。；！？\s]+)(?=[^，。；！？\s])/u)
    .filter((piece) => !tellsWho(piece))
    .join('')
    .replace(/ +/g, ' ')
    .trim()
}

/** 我叫某人, 电话某号: nothing but who asks. */
function tellsWho(piece: string): boolean {
  const rest = piece.replace(placeholders, '')
  return (
    rest !== piece &&
    /^(?:我|本人|叫|是|的|姓名|名字|电话|手机|号码?|身份证|微信|卡|编号|家|住|在|人|[\p{P}\s])*$/u.test(rest)
  )
}

const wideSigns: Record<string, string> = { ',': '，', '?': '？', '!': '！', ':': '：', ';': '；' }

/** What stands where something personal stood. */
export const placeholders = /某(?:人|号楼|号院|号|村|镇|年|组|社|栋|幢|室|单元|家)|工作人员/gu

/** Whether anything is asked, besides what was personal. */
export function holdsQuestion(stripped: string): boolean {
  return /\p{L}{2}/u.test(stripped.replace(placeholders, ' '))
}

const somebody = '某人'
const someNumber = '某号'
const someVillage = '某村'

const han = '\\p{Script=Han}'
const figure = '[0-9一二三四五六七八九十百零〇两]'

/** Mail, web and account names; a run of Latin letters with figures in it is one more often than not. */
const addresses =
  /(?:微信|wechat|wx|qq)号?[\s:]*[\w-]{4,}|(?:https?:\/\/|www\.)[^\s\p{Script=Han}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{3,}|(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*\d)(?=\d*[A-Za-z])[\w-]{5,}(?![A-Za-z0-9_-])/giu
const matterNumber = /[#＃]?(?<!\d)20\d{2}-\d{1,6}(?!\d|-)|[#＃]\d{1,6}(?!\d)/gu
const birthDays = new RegExp(`(?:19|20)?\\d{2}年(?:${figure}{1,3}月(?:${figure}{1,3}[日号])?)?(?=出?生)`, 'gu')
const homes = new RegExp(
  `第?${figure}{1,5}(号楼|号院|组(?![长织成])|社(?![区会保]))|\\d{1,4}(栋|幢|单元|室)(?!房|楼房|屋)`,
  'gu',
)
function replaceWords(text: string, words: readonly string[], stand: string): string {
  const known = words.filter((word) => [...word.trim()].length > 1).sort((a, b) => b.length - a.length)
  if (known.length === 0) return text
  const shapes = known.map((word) => [...word.replace(/\s+/g, '')].map(escapeRegExp).join('\\s*'))
  return text.replace(new RegExp(shapes.join('|'), 'giu'), stand)
}

function escapeRegExp(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

const placeEnding = /(?:街道办事处|村民委员会|居民委员会|行政村|自然村|村委会|居委会|街道|社区|[镇乡村])$/u

/** Names with their ending: those alone are safe to be taken for what they are. */
function longWords(places: readonly string[]): string[] {
  return places.filter((place) => placeEnding.test(place) || [...place].length > 2)
}

/** 柳湾村 is called 柳湾 too, unless the policies use that as a word. */
function stemsOf(places: readonly string[], isKnown: (word: string) => boolean): string[] {
  const stems = places.map((place) => place.replace(placeEnding, ''))
  return [...new Set(stems)].filter((stem) => [...stem].length > 1 && !isKnown([...stem].slice(0, 2).join('')))
}

/** Surnames that begin few other words. */
const plainSurnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱郭罗宋郑韩唐冯董萧肖程曹袁邓傅沈彭吕苏卢蒋蔡贾魏薛阎潘杜戴钟汪姜范廖邹熊陆郝崔邱秦侯邵孟尹黎龚欧柳石谭贺赖覃翟莫龙'
/** Those that are words or parts of many words: names only where something beside them says so. */
const doubtfulSurnames =
  '马高林何梁谢许曾叶余夏田任姚方金丘江史顾毛万段雷钱汤康武文乔施陶洪安常易牛白古涂樊颜严倪温季俞鲁葛伍韦申尤毕聂丛焦耿关车甘祝柏卓云岑'
const anySurname = `[${plainSurnames}${doubtfulSurnames}]`

/** Everyday words that begin like a name. */
const commonWords = new Set(
  '张贴 张口 张榜 陈旧 陈述 陈年 杨树 杨梅 李子 李树 黄金 黄土 黄牛 黄豆 黄色 黄河 黄连 黄昏 周围 周边 周末 周期 周一 周二 周三 周四 周五 周六 周日 周年 周转 周到 周岁 孙子 孙女 孙辈 胡乱 胡说 胡同 胡椒 朱红 罗列 郑重 唐突 董事 程序 程度 苏醒 杜绝 戴帽 钟头 范围 范本 范例 陆续 陆路 石头 石材 石料 石灰 石墙 石板 石子 石棉 石油 石方 石山 石漠 石砌 柳树 柳条 熊猫 贺信 赖账 赖着 莫非 莫名 莫要 龙头 龙虾 龙眼 马上 马路 高速 高铁 高压 高山 高龄 高中 高价 高于 高低 高度 林地 林木 林权 林场 何时 何处 谢谢 许可 许多 曾经 叶子 余额 余下 余款 夏天 夏季 田地 田亩 田里 田块 任何 任务 方便 方式 方案 方面 方法 金额 金融 江边 江水 毛坯 毛石 万元 万一 段时 钱款 武装 文件 文书 文化 安置 安全 安排 安家 安装 安心 常住 常年 易地 白天 白条 古树 严重 温室 关于 关系 车库 车辆 车费 云南'.split(
    ' ',
  ),
)

const titles =
  '主任|书记|支书|科长|局长|处长|镇长|乡长|村长|组长|队长|站长|所长|县长|会计|经理|老板|老师|师傅|律师|同志|先生|女士|大爷|大娘|大伯|大叔|大妈|大姐|大哥|大嫂|阿姨|叔叔|伯伯|奶奶|爷爷'
const kin =
  '爸爸|父亲|妈妈|母亲|丈夫|老公|妻子|老婆|媳妇|儿子|女儿|爷爷|奶奶|公公|婆婆|哥哥|弟弟|姐姐|妹妹|老伴|孙子|孙女|邻居|户主|村民|房东|死者|本人|我是|我爸|我妈|我哥|我弟|我姐|我妹|我儿|我女'

/** 我叫…: whatever follows is a name, up to what cannot be part of one, or three characters long. */
const toldName = new RegExp(
  `((?:我叫|名叫|(?:姓名|名字)(?=[是叫为:])|(?:${kin})叫(?!什么|做|我|他|她|人))[是叫为]?[\\s:,]*)` +
    `(?!${somebody}|工作人员)(?:${han}{2,4}?(?=$|[^\\p{Script=Han}]|[的是家住今身电想要问年男女])|${han}{2,3})`,
  'gu',
)
const kinName = new RegExp(`((?:${kin})(?:叫|是|,|:|\\s)*)(${anySurname}${han}{1,2})`, 'gu')
const titledName = new RegExp(`(${anySurname})(?:(?!某)${han}){0,2}?(${titles})`, 'gu')
const familyName = new RegExp(`姓${anySurname}|(?<!${han})[${plainSurnames}](?=家|某)`, 'gu')

function hideToldNames(text: string, isKnown: (word: string) => boolean): string {
  const isWord = (word: string) => commonWords.has(word) || isKnown(word)
  return text
    .replace(toldName, `$1${somebody}`)
    .replace(titledName, (found, _surname: string, title: string) => (isWord(firstTwo(found)) ? found : `某${title}`))
    .replace(kinName, (found, told: string, name: string) =>
      isWord(firstTwo(name)) || isFunction([...name][1] ?? '') ? found : `${told}${hideName(name)}`,
    )
    .replace(familyName, (found) => (found.startsWith('姓') ? '姓某' : '某'))
}

/** A name of two or three characters: the third belongs to it unless it is what follows a name. */
function hideName(name: string): string {
  const [, , third = ''] = [...name]
  return isFunction(third) ? `${somebody}${third}` : somebody
}

/** 王建国 in the middle of a sentence: a surname, and with what stands around it no word that we know. */
function hideBareNames(text: string, isKnown: (word: string) => boolean): string {
  const letters = [...text]
  const isWord = (from: number) => {
    const word = letters.slice(from, from + 2).join('')
    return commonWords.has(word) || isKnown(word) || endsInCommon.has(word)
  }
  const kept: string[] = []
  for (let at = 0; at < letters.length; at += 1) {
    const [letter = '', next = '', third = ''] = letters.slice(at, at + 3)
    const isName = plainSurnames.includes(letter) && isHan(next) && !isFunction(next)
    if (!isName || isWord(at) || (at > 0 && isWord(at - 1))) {
      kept.push(letter)
      continue
    }
    kept.push(somebody)
    at += isHan(third) && !isFunction(third) ? 2 : 1
  }
  return kept.join('')
}

/** Words that end in what is a surname elsewhere. */
const endsInCommon = new Set(
  '一张 两张 几张 每张 这张 那张 纸张 主张 紧张 扩张 开张 行李 一周 两周 几周 每周 上周 下周 本周 四周 子孙 曾孙 外孙 师傅 大陆 登陆 内陆 工程 过程 里程 流程 课程 全程 规范 示范 模范 防范 分钟 时钟 生姜 桃李 水石 采石 砂石 碎石 宝石 青石 毛石 条石 水龙 依赖 耍赖 信赖 国王 垂柳 恭贺 祝贺 太阳'.split(
    ' ',
  ),
)

/** What follows a name, and is seldom part of one. */
const functionLetters =
  '的了是在家户说和与及同没有不也都还就要想能去来被把给让跟住到等吗呢吧啊这那我你他她它们个几多少上下里外今已可'

function isFunction(letter: string): boolean {
  return letter !== '' && functionLetters.includes(letter)
}

function isHan(letter: string): boolean {
  return /^\p{Script=Han}$/u.test(letter)
}

function firstTwo(text: string): string {
  return [...text].slice(0, 2).join('')
}
