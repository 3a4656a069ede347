/** What the customers of the benchmark say: a greeting, questions about cover, a report to its end. One script a conversation. */
export const SCRIPTS: readonly (readonly string[])[] = [
  ['你好', '酒后开车出了事故赔吗', '我已理解', '轮胎爆了赔吗', '我已理解', '谢谢'],
  ['昨天下午三点左右我在文三路被后车追尾了，没人受伤', '浙A12345', '13800138000', '对，提交', '谢谢'],
  ['家里水管爆了把楼下淹了赔吗', '我已理解', '今天天气怎么样', '帮助', '再见'],
  ['hello', 'Is an accident after drinking covered?', 'I understand', 'thanks'],
  ['我要报案', '车被撞了', '没有', '昨天下午三点', '文三路学院路路口', '没带', '13900139000', '对', '谢谢'],
];
