import type { Doubt } from '../../../domain/rules/policy-search/clause.ts'
import type { PolicyQuestionProblem } from '../../policy-question.ts'

export type Language = 'zh' | 'en'

/** What the public pages about policies say besides the policies themselves, which stand in Chinese as they are. */
export interface PolicyWords {
  /** The name of these pages. */
  policies: string
  home: string
  /** Names the ways to other places, for who cannot see them. */
  ways: string
  otherLanguage: { code: Language; label: string }
  searchLabel: string
  searchHint: string
  search: string
  problems: Record<PolicyQuestionProblem, string>
  /** Above what was found: it is sure; it offers; it has nothing, and why. */
  answer: string
  suggest: string
  abstain: Record<Doubt, string>
  near: (count: number) => string
  askOffice: string
  wholePolicy: string
  readOn: string
  allPolicies: (count: number) => string
  noPolicies: string
  clauses: (count: number) => string
  number: string
  issuer: string
  effectiveOn: string
  expiresOn: string
  region: string
  everywhere: string
  source: string
  original: string
  /** The band over what the office has put into its own words. */
  summary: string
  summaryMark: string
  expired: (on: string) => string
  expiredMark: string
  notYet: (on: string) => string
  notYetMark: string
  replaced: (version: number, on: string | undefined) => string
  /** Followed by a link to that version. */
  next: (on: string) => string
  gone: (version: number) => string
  /** Followed by the title of the other policy. */
  supersededBy: string
  inForce: string
  outline: string
  clauseLink: (label: string) => string
  paragraph: (position: number) => string
  table: string
  versions: string
  version: (version: number) => string
  publishedOn: (on: string) => string
  shown: string
  day: (on: string) => string
  notFound: string
  notFoundMore: string
}

const zh: PolicyWords = {
  policies: '政策库',
  home: '到信桥说话',
  ways: '页面导航',
  otherLanguage: { code: 'en', label: 'English' },
  searchLabel: '想查什么',
  searchHint: '用自己的话写就行，例如：房子拆了补多少',
  search: '查一查',
  problems: {
    'q-missing': '请先写要查什么。',
    'q-too-long': '太长了，最多三百个字。请写短一点。',
    'limit-wrong': '一次最多看 50 条。',
    'on-wrong': '日期要写成 2026-08-03 这样。',
    'region-wrong': '地区看不懂。',
  },
  answer: '最对得上的一条如下，一字不改。',
  suggest: '不敢肯定是哪一条，您看看是不是下面说的。',
  abstain: {
    nothing: '政策库里没有找到能回答这个问题的条款。',
    unsure: '政策库里没有找到能直接回答这个问题的条款。',
    'own-case': '这要查您自己的档案，文件里没有。请问工作人员。',
    'no-value': '文件里没有写具体的数字、日期或电话。请问工作人员。',
    'not-ours': '这件事看来不归我们管，政策库里没有。',
  },
  near: (count) => `别的相近条款（${count} 条），供参考`,
  askOffice: '没有找到？到信桥问工作人员',
  wholePolicy: '看全文',
  readOn: '……这一条还有，点开看全文',
  allPolicies: (count) => `全部文件（${count} 份）`,
  noPolicies: '政策库里还没有文件。有问题可以到信桥问工作人员。',
  clauses: (count) => `${count} 条`,
  number: '文号',
  issuer: '发文单位',
  effectiveOn: '施行日期',
  expiresOn: '失效日期',
  region: '适用地区',
  everywhere: '不限',
  source: '出处',
  original: '原文',
  summary: '本办摘编，以原文为准。这里是本办用自己的话写的要点，不是文件原文。',
  summaryMark: '本办摘编',
  expired: (on) => `这份文件从${on}起不再施行，下面的内容只供查考。`,
  expiredMark: '已失效',
  notYet: (on) => `这份文件从${on}起施行，现在还没有施行。`,
  notYetMark: '未施行',
  replaced: (version, on) => `这是第 ${version} 版，${on === undefined ? '' : `${on}`}已被新的一版代替。`,
  next: (on) => `这是现行的一版，从${on}起改用新的一版：`,
  gone: (version) => `这是第 ${version} 版，已经撤下，下面的内容只供查考。`,
  supersededBy: '这份文件由另一份代替，请看：',
  inForce: '看现行的一版',
  outline: '目录',
  clauseLink: (label) => `${label}的链接`,
  paragraph: (position) => `第 ${position} 段`,
  table: '表格，可以左右移动',
  versions: '各个版本',
  version: (version) => `第 ${version} 版`,
  publishedOn: (on) => `${on}发布`,
  shown: '正在看',
  day: (on) => {
    const [year, month, day] = on.split('-').map(Number)
    return `${year}年${month}月${day}日`
  },
  notFound: '没有这份文件',
  notFoundMore: '可能地址不全，或者文件已经撤下。可以在政策库里查。',
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const en: PolicyWords = {
  policies: 'Policies',
  home: 'Talk to the office',
  ways: 'Pages',
  otherLanguage: { code: 'zh', label: '中文' },
  searchLabel: 'What are you looking for?',
  searchHint: 'In your own words, in Chinese. Policies are shown in Chinese, as they stand.',
  search: 'Search',
  problems: {
    'q-missing': 'Please write what to look for first.',
    'q-too-long': 'This is too long: three hundred characters at most.',
    'limit-wrong': 'At most 50 results at a time.',
    'on-wrong': 'Write the date like 2026-08-03.',
    'region-wrong': 'The region cannot be understood.',
  },
  answer: 'This is the best match, word for word.',
  suggest: 'It is not certain which clause is meant. Is it one of these?',
  abstain: {
    nothing: 'There is no clause in the base that answers this.',
    unsure: 'There is no clause in the base that answers this directly.',
    'own-case': 'This is in your own file, and in no document. Please ask an officer.',
    'no-value': 'The documents hold no such figure, date or phone number. Please ask an officer.',
    'not-ours': 'This seems to be for another office. There is nothing on it in the base.',
  },
  near: (count) => `Other clauses that come near (${count})`,
  askOffice: 'Not found? Ask an officer',
  wholePolicy: 'Whole text',
  readOn: '… the clause goes on: read the whole text',
  allPolicies: (count) => `All documents (${count})`,
  noPolicies: 'There are no documents in the base yet. You can ask an officer.',
  clauses: (count) => `${count} ${count === 1 ? 'clause' : 'clauses'}`,
  number: 'Number',
  issuer: 'Issued by',
  effectiveOn: 'In force from',
  expiresOn: 'No longer in force from',
  region: 'Holds in',
  everywhere: 'everywhere',
  source: 'Source',
  original: 'original document',
  summary:
    "A summary by this office; the original document prevails. These are the main points in the office's own words.",
  summaryMark: 'summary',
  expired: (on) => `This document has not been in force since ${on}. It is kept for reference.`,
  expiredMark: 'no longer in force',
  notYet: (on) => `This document comes into force on ${on}.`,
  notYetMark: 'not in force yet',
  replaced: (version, on) =>
    `This is version ${version}, replaced by a newer one${on === undefined ? '' : ` on ${on}`}.`,
  next: (on) => `This version is in force until a newer one takes its place on ${on}:`,
  gone: (version) => `This is version ${version}. It was taken back and is kept for reference.`,
  supersededBy: 'Another document takes its place:',
  inForce: 'Read the current version',
  outline: 'Contents',
  clauseLink: (label) => `Link to ${label}`,
  paragraph: (position) => `paragraph ${position}`,
  table: 'Table, can be moved sideways',
  versions: 'Versions',
  version: (version) => `Version ${version}`,
  publishedOn: (on) => `published on ${on}`,
  shown: 'shown here',
  day: (on) => {
    const [year, month = 1, day] = on.split('-').map(Number)
    return `${day} ${months[month - 1]} ${year}`
  },
  notFound: 'There is no such document',
  notFoundMore: 'The address may be incomplete, or the document was taken back. You can search the base.',
}

export const policyWords: Record<Language, PolicyWords> = { zh, en }
