const me = '(?:我们家|我|俺|咱|本人)'

/** 在哪里能查, 怎么查: asks for the way, which policies do hold. */
const asksForTheWay = /(?:去|到|在|上)?(?:哪里|哪儿|哪|怎么|如何|怎样)(?:能|可以)?查(?!不到)|去哪里?查/

/** Asks somebody to look into the asker's own file. */
const lookUp = new RegExp(
  `(?:^|[，,。 ])查(?:一下|一查|下|查|询)?(?:${me}|名下)|(?:帮|替|给)${me}们?家?(?:查|问)|(?:帮忙|给)查查`,
)

const mine = new RegExp(`${me}|你们(?:收到|处理|批|办)`)

/** …到账了吗, …批下来没有: the last words ask whether it has happened. */
const hasHappened =
  /(?:到[账帐]|下来|出来|批|盖章|办好|办完|办成|审批|审核|核定|核上|通过|受理|收到|处理|登记上|迁过来|打到卡|打过来|发|定|拨|打|办|转过来|安排|补上|录上|报上去?|上)了?(?:没有|没|吗|么|了没)[啊呀呢哦嘛]*$/

const howFar =
  /(?:走到|办到|处理到|进行到|审到|办理到|到)了?(?:哪一步|哪步|哪一级|什么程度|哪里了|哪了|哪个环节)|进展|进度|(?:怎么样|什么情况|咋样)了$/

const stillNot =
  /(?:申请|投诉|反映|提交|交上去|交的|报的|报上去|递|信访件|办的).*(?:还没|没人|没动静|没有?批|没有?消息|没下文|没回音)/
/** 咋还不给我发… */
const whyNotMe = new RegExp(`(?:怎么|为啥|为什么|咋|为何)(?:还)?(?:不|没)给${me}(?:们家|家)?(?:发|打|批|办|补)`)
const wondersWhy = /怎么|为啥|为什么|咋|为何|到现在|至今|什么时候/
/** …能不能告: wants to know what can be done about it, which is a question of law. */
const asksForRemedy = /能不能|可不可以|可以|怎么办|咋办|找谁|找哪|去哪|(?<!报|公|广)告(?!诉|知)/

const myTurn = new RegExp(`轮到${me}|${me}(?:们家)?排(?:第几|在|到)|没有${me}(?:们家)?的?名字|排第几号`)
const myShare = new RegExp(
  `${me}.{0,12}(?:评估了|分到了?|名下|核了|核定了|登记了|批了)(?:多少|几|哪)|名下有?(?:多少|几)`,
)
const myDay = new RegExp(
  `${me}.{0,14}(?:什么时候|几时|啥时候|哪天)(?:才能|可以|能|才)?(?:签|批|发|打|到账|下来|办好|办下来|拿到|轮到|打下来|解决)`,
)

/**
 * Does the question ask about the asker's own file (我的到账了吗, 我家的批下来没有)? No policy holds that; only the office
 * can look it up. What is due to everybody in the asker's place (我家的地能领多少) is no such question.
 */
export function isOwnCase(question: string): boolean {
  const text = question.replace(/[\s？?！!。.～~]+/g, ' ').trim()
  if (asksForTheWay.test(text)) return false
  if (lookUp.test(text)) return true
  if (myShare.test(text)) return true
  if (!mine.test(text)) return false
  if (hasHappened.test(text) && !asksForRemedy.test(text)) return true
  if (howFar.test(text) || whyNotMe.test(text)) return true
  if (stillNot.test(text) && wondersWhy.test(text) && !asksForRemedy.test(text)) return true
  return myTurn.test(text) || myDay.test(text)
}
