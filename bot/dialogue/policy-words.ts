/** What asks for something, as people here write it. */
const asks = [
  /[?？]/,
  /[吗呢么嘛][\s。.!！~～]*$/,
  /多少|多久|多长|多大|什么|啥|怎么|怎样|咋|如何|哪|谁|为何/,
  // 十几, 好几 and 几乎 count and ask for nothing.
  /(?<![十好])几(?![乎十百千])/,
  /能否|可否|是否|有无|有没有|(?:能|可|可以|会|要|该|算|用|行)不(?:能|可以|会|要|该|算|用|行)/,
  /([补给发领算赔退交办批拨管])不\1/,
  /(?:能|可以|有|给|发|补|算|领|行|够).{0,8}不[\s。.!！]*$/,
  /^(?:请问|想问|问一?下|咨询|我想问|我要问|想了解|打听)/,
  /^\s*(?:what|when|where|who|whom|whose|which|how|why|can|could|may|do|does|did|is|are|am|will|would|should|must|have|has)\b/i,
]

/** What is put as a question and means that something is wrong. */
const complains = /凭什么|为什么(?:还|不给|不发|少)|怎么(?:还|又|老是|一直|不给|不发)|到底|管不管|没有?人管|什么时候才/

/** Beyond this it is a letter, whatever it asks in between. */
const longestQuestion = 80

/** Whether words said on their own ask something that a policy might answer, and tell of nothing that went wrong. */
export function isQuestion(text: string): boolean {
  const words = text.normalize('NFKC').trim()
  if (words === '' || [...words].length > longestQuestion || complains.test(words)) return false
  return asks.some((shape) => shape.test(words))
}

/** So few words that they may name what is asked about: 过渡费标准. */
export function isBrief(text: string): boolean {
  return [...text.trim()].length <= 20
}
