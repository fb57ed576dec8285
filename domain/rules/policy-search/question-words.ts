/** What makes a sentence a question or polite and says nothing of what it is about. The longest first where one begins another. */
const phrases = `
请问一下 请问 我想问一下 我想问问 想问一下 想问下 问一下 问下 想问 麻烦问 你好 您好 领导 同志
怎么办 咋办 咋个办 怎么弄 咋弄 咋整 怎么搞 怎么个 怎么样 怎样 怎么 咋个 咋样 如何 为什么 为啥 凭什么 凭啥 干啥 干什么
什么时候 啥时候 几时 多久 多长时间 多少天 几天 多少钱 几块钱 多少 好多 几个 几年 什么样 什么 啥子 哪些 哪里 哪儿 哪个 哪家 何时
能不能 可不可以 可以不可以 行不行 是不是 有没有 要不要 该不该 会不会 算不算 管不管 给不给 用不用 还管不管 能否 是否 可否
合法吗 犯法吗 可以不 能行不 行吗 对吗 好吗 合不合法
应该 应当 可以 能够 愿意 需要 必须 一定 到底 究竟 就是 但是 因为 所以 如果 要是 的话 这个 那个 这样 那样 一下 一个 一点
我们家 我家 我们村 我们 咱们 咱家 俺们 俺家 你们 他们 他家 人家 自己 本人 大家 没得 没有 了没
`

const characters =
  '咋几啥哪谁该能会要得想就才都也还又再只却但这那些我咱俺你您他她它吗呢吧啊呀嘛哦哩噻么没不有是在和跟与把被给让叫到去来从向对的地得了着过个上下里说算搞弄办'

const phrase = new RegExp(
  phrases
    .trim()
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)

/** The question with a space in place of every phrase that only asks. */
export function withoutAsking(question: string): string {
  return question.replace(phrase, ' ')
}

/** Characters that mean nothing alone, though they do beside others: 不 in 不服. */
export const emptyCharacters: ReadonlySet<string> = new Set(characters)
