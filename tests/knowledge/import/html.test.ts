import { describe, expect, test } from 'vitest';
import { imported } from './kit/imported.ts';

describe('an HTML page', () => {
  test('has the numbers of its lists, the raised marks and the bold of its styles', async () => {
    const { clauses } = await imported(
      'a.html',
      `<!doctype html><title>财产保险条款</title><body><h1>财产保险条款</h1>
      <h2>第一条 责任免除</h2><p>下列损失<sup>1</sup>，保险人<span style="font-weight: bold">不负责</span>赔偿：
      <ol><li>地震；<li>战争<b>；</b><li value=5>罢工。</ol>
      <h2>第二条 保险期间</h2><div>一年，<br>以保险单为准。</div>`,
    );
    expect(clauses.map(({ heading, marked }) => [heading, marked])).toEqual([
      ['责任免除', '下列损失¹，保险人**不负责**赔偿：\n1. 地震；\n2. 战争**；**\n5. 罢工。'],
      ['保险期间', '一年，以保险单为准。'],
    ]);
  });

  test('may be set in a table', async () => {
    const { clauses } = await imported(
      'a.html',
      `<p>终身寿险条款</p><table><tr><td>1.1 合同构成<td><p>本合同由保险单组成。<p>批单也是。</tr>
      <tr><th>1.2 责任免除</th><td>因下列情形之一，我们不承担责任：<br>（1）战争；<table><tr><td>（2）罢工。</td></tr></table></td></tr></table>`,
    );
    expect(clauses.map(({ number, heading, words }) => [number, heading, words])).toEqual([
      ['1.1', '合同构成', '本合同由保险单组成。\n批单也是。'],
      ['1.2', '责任免除', '因下列情形之一，我们不承担责任：\n（1）战争；\n（2）罢工。'],
    ]);
  });

  test('neither runs nor shows scripts, and reports what is hidden', async () => {
    const { content, summary } = await imported(
      'a.html',
      `<script>document.write('脚本')</script><style>p { color: red }</style><p>财产保险条款<p>第一条 保险责任<p>火灾，保险人负责赔偿。
      <p style="display:none">隐藏的话</p><template>模板</template><p>第二条 保险期间<p>一年 &amp; 一天 &#x3001; &lt;b&gt;。`,
    );
    expect(content).not.toMatch(/脚本|隐藏|模板|color/);
    expect(content).toContain('一年 & 一天 、 <b>。');
    expect(summary.removed).toEqual([{ what: 'hidden', text: '隐藏的话', times: 1 }]);
  });
});
