/** An article that says how to count, which 《信访工作条例》 does not. */
export interface CountingRule {
  law: string
  article: string
  articleNo: string
  text: string
}

/** Whose first day counts. */
export const firstDayRule: CountingRule = {
  law: '《民法典》',
  article: '第二百零一条',
  articleNo: '201',
  text: '按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。',
}

/** What becomes of a last day on which nobody works. */
export const lastDayRule: CountingRule = {
  law: '《民法典》',
  article: '第二百零三条',
  articleNo: '203',
  text: '期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。',
}
