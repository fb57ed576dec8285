import type { AnsweredNews, ClauseName } from '../../../domain/policies/answered-questions.ts'
import type { WordEntry } from '../../../domain/policies/dictionary.ts'
import { shorten } from '../names.ts'
import type { PolicyDeskSentences } from '../policy-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { terms } from './terms.ts'

export const policyDesk: Catalogue<PolicyDeskSentences> = {
  answeredOffer: ({ number }) => `#${number} 的答复，说的是政策里哪一条？记下来，以后有人这样问，机器人就引这一条。`,
  answeredNearest: ({ number, question, clauses }) =>
    [
      `#${number} 问的是：“${question}”`,
      ...(clauses.length > 0
        ? ['库里最接近的：', ...clauses.map((clause, at) => `${at + 1}. ${clauseLine(clause, 60)}`)]
        : ['库里没有接近的条文。']),
      clauses.length > 0
        ? `点号码就用那一条；用几条打：#${number} 据此 1、2；都不是就打：#${number} 据此 《名称》第几条`
        : `知道是哪一条就打：#${number} 据此 《名称》第几条`,
    ].join('\n'),
  answeredCheck: (news) =>
    [
      `#${news.number} 要记下的（还没有送出）：`,
      ...newsLines(news),
      '姓名、电话、地名已经去掉。要是还有个人信息，或者别人不会这样问，就打：改成 ……　没有问题请点“送审”，另一位同事同意了才算。',
    ].join('\n'),
  askAnsweredWords: ({ number, question }) =>
    `#${number} 请写这个问题，不要写姓名、电话、村名${question === '' ? '' : `。现在是：“${question}”`}`,
  answeredSent: ({ number }) => `#${number} 送出了，等另一位同事同意。要撤回就打：#${number} 撤回据此`,
  answeredNotKept: ({ number }) => `好，#${number} 不记。以后想记，打：#${number} 据此`,
  answeredAsked: (news) =>
    [
      `#${news.number} ${news.by} 想把这个记下来，请另一位同事看看：`,
      ...newsLines(news, 160),
      effects[news.verdict],
      `同意请打：#${news.number} 同意；不同意请打：#${news.number} 不同意 原因`,
    ].join('\n'),
  answeredDecided: (news) =>
    [`#${news.number} ${decisions[news.came](news.by, news.reason ?? '')}`, ...newsLines(news)].join('\n'),
  dictionary: ({ entries, total, page, pages, part }) => {
    if (total === 0)
      return part === '' ? `词典还是空的。${howToWrite}` : `词典里没有“${shorten(part, 20)}”。${howToWrite}`
    return [
      `词典${part === '' ? '' : `里有“${shorten(part, 20)}”的`} ${total} 个词${pages > 1 ? `（第 ${page}/${pages} 页）` : ''}，左边是大家说的，右边是政策里的：`,
      ...entries.map(entryLine),
      howToWrite,
    ].join('\n')
  },
  wordKept: ({ entry, before }) =>
    `词典记下了：${entryLine(entry)}${before ? `（原来是 ${before.means.join('、')}）` : ''}。过几秒就用上。`,
  wordRemoved: ({ entry }) => `词典删了：${entryLine(entry)}。`,
  gapDigest: ({ from, to, counts, unanswered, single, missingValues, words, gaps }) =>
    [
      `${terms.date(from)}到${terms.date(to)}，问政策 ${counts.asked} 次：引了条文 ${counts.answered} 次，说有用 ${counts.useful} 次、没用 ${counts.useless} 次，转给工作人员 ${counts.handedOver} 次。`,
      ...section('库里没有答上的：', unanswered.map(countedLine)),
      ...section(
        `还有 ${single.count} 个问题只有一个人问：`,
        single.questions.map((question) => `· “${question}”`),
        single.count > single.questions.length ? '· ……' : '',
      ),
      ...section('问数目、日子、电话，条文里没有写的：', missingValues.map(countedLine)),
      ...section(
        '同事确认库里没有的：',
        gaps.map((question) => `· “${question}”`),
      ),
      ...section(
        `大家在说、政策里没有的词：${words.map(({ word, questions }) => `${word}（${questions} 次）`).join('、')}`,
        words.length > 0 ? ['要教机器人，私下给它打：词典 大家说的词=政策里的词'] : [],
      ),
    ].join('\n'),
}

const howToWrite = '加：词典 拆了=征收,拆除　删：词典 删 拆了　找：词典 拆'

const effects: Record<AnsweredNews['verdict'], string> = {
  clauses: '同意以后，居民再这样问，机器人就先找这一条。',
  gap: '同意以后，居民再这样问，机器人就直说库里没有，转给工作人员。',
  notOurs: '同意以后，居民再这样问，机器人就直说不归本局管。',
}

const decisions: Record<'approved' | 'declined' | 'withdrawn', (by: string, reason: string) => string> = {
  approved: (by) => `${by} 同意了，记下了：`,
  declined: (by, reason) => `${by} 不同意，没有记${reason === '' ? '' : `：${reason}`}。`,
  withdrawn: (by) => `${by} 撤回了，不再算数：`,
}

function newsLines({ verdict, question, clauses }: Pick<AnsweredNews, 'verdict' | 'question' | 'clauses'>, most = 40) {
  const found = { clauses: '', gap: '答：库里没有', notOurs: '答：不属本局' }[verdict]
  return [`问：“${question}”`, ...(found ? [found] : clauses.map((clause) => `据：${clauseLine(clause, most)}`))]
}

function clauseLine({ title, article, text }: ClauseName, most: number): string {
  return `《${title}》${article} ${shorten(text.replace(/\s+/g, ' '), most)}`
}

function entryLine({ word, means }: WordEntry): string {
  return `${word} = ${means.join('、')}`
}

function countedLine({ question, times }: { question: string; times: number }): string {
  return `· “${question}”（${times} 次）`
}

/** Nothing at all where there is nothing to tell. */
function section(title: string, lines: string[], rest = ''): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ...(rest === '' ? [] : [rest])]
}

/** Why something of it was refused; undefined for what is not of it. */
export function policyErrorWords(code: string, detail: Record<string, string | number>): string | undefined {
  const number = `#${detail.number ?? ''}`
  const clause = shorten(String(detail.clause ?? ''), 60)
  switch (code) {
    case 'not-a-question':
      return `${number} 不是咨询，不能这样记。`
    case 'answered-waits':
      return `${number} 已经有一条在等同事同意。要改就先打：${number} 撤回据此`
    case 'no-answered':
      return detail.number ? `${number} 没有等同意的，也没有记下的。` : '这一条已经定了，或者撤回了。'
    case 'own-answered':
      return `${number} 这一条是您自己提的，要另一位同事来定。要撤回就打：${number} 撤回据此`
    case 'question-empty':
      return `${number} 去掉个人信息，问题里就没有内容了。请打：${number} 据此，再打：改成 ……`
    case 'unknown-clause':
      return `库里没有${clause === '' ? '这一条' : `“${clause}”这一条`}，什么都没有记。写法：#123 据此 《名称》第几条；打 #123 依据 看最接近的三条。`
    case 'clause-unclear':
      return `“${clause}”可能是：${detail.like ?? ''}。请写全称，什么都没有记。`
    case 'clause-ended':
      return `${clause}现在不生效，不能据它答。`
    case 'too-many-clauses':
      return `一个问题最多据 ${detail.most ?? ''} 条。`
    case 'word-wrong':
      return `词典没有改。写法：词典 拆了=征收,拆除　每个词最多 ${detail.longest ?? 20} 个字，意思最多 ${detail.most ?? 8} 个，不能就是它自己。`
    case 'unknown-word':
      return detail.isChanged
        ? `“${shorten(String(detail.word ?? ''), 20)}”后来改过了，没有删。打：词典 ${shorten(String(detail.word ?? ''), 20)} 看现在的。`
        : `词典里没有“${shorten(String(detail.word ?? ''), 20)}”。`
    default:
      return undefined
  }
}
