/**
 * How alike two short names are, from 0 to 1: by the changes that make one of the other, and by the characters they have
 * in common. Characters that an input method or the ear confuses count as nearly the same.
 */
export function likenessOf(first: string, second: string): number {
  const a = [...first]
  const b = [...second]
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 0
  const left = [...b]
  const common = a.filter((character) => {
    const at = left.findIndex((other) => costOf(character, other) < 1)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return 0.6 * (1 - editDistance(a, b) / longest) + 0.4 * ((2 * common) / (a.length + b.length))
}

/** Changes needed to make one of the other: wrong, missing and added characters, and neighbours swapped. */
function editDistance(a: string[], b: string[]): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (above[j - 1] ?? 0) + costOf(a[i - 1] ?? '', b[j - 1] ?? '')
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swapped))
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}

/** Characters of place names that an input method or the ear confuses. */
const soundAlikes = [
  '湾弯万',
  '坪平评坪',
  '岭领令岑',
  '沟勾钩',
  '坝霸巴坎',
  '坡波',
  '溪西希喜',
  '河何合和',
  '塘唐堂糖',
  '桥乔侨',
  '峡夹',
  '柳刘六留流',
  '石十时实',
  '杨阳羊洋',
  '青清轻庆',
  '龙隆垄',
  '山三',
  '井景',
  '泉全',
  '湖胡',
  '李里理黎',
  '王旺汪望',
  '陈程城成',
  '张章',
  '吴五午武伍',
  '竹朱祝',
  '梅煤',
  '林临淋',
  '洞栋东冬',
  '坑吭',
  '岩严盐沿',
  '峰丰风枫',
  '潭谭坛滩摊',
  '店电殿',
  '铺浦普',
  '墩敦',
  '头投',
  '尾伟',
  '塔踏',
  '园元源原',
  '新心兴',
  '长常',
  '大打',
  '小晓肖',
  '上尚',
  '下夏',
]
const soundOf = new Map(
  soundAlikes.flatMap((group, i) => [...group].map((character): [string, number] => [character, i])),
)

function costOf(a: string, b: string): number {
  if (a === b) return 0
  const sound = soundOf.get(a)
  return sound !== undefined && sound === soundOf.get(b) ? 0.4 : 1
}
