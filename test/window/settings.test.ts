import { describe, expect, it, vi } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

/** The employee refuses every value, as it refuses one that does not fit. */
const refusing = `(() => {
  const ask = window.fake.call.bind(window.fake);
  window.fake.call = async (name, params, signal) => {
    if (name === 'config.set') throw new Error('expected a number from 0 to 1000000');
    return ask(name, params, signal);
  };
})()`;

describe('a setting', () => {
  it('is saved when Enter is pressed, once, and says so', async () => {
    const page = await gallery.open('view=settings&id=budget');
    await page.getByLabel('Most per day').fill('0.25');
    await page.keyboard.press('Enter');
    await page.getByText('Saved').waitFor();
    await page.keyboard.press('Tab');
    expect(await callsOf(page, 'config.set')).toEqual([
      { name: 'config.set', params: { key: 'llm.dailyBudgetUsd', value: '0.25' } },
    ]);
  });

  it('that is emptied goes back to its default', async () => {
    const page = await gallery.open('view=settings&id=budget');
    await page.getByLabel('Most per day').fill('');
    await page.keyboard.press('Enter');
    await page.getByText('Saved').waitFor();
    expect(await callsOf(page, 'config.set')).toEqual([
      { name: 'config.set', params: { key: 'llm.dailyBudgetUsd', value: null } },
    ]);
  });

  it('that the environment rules cannot be written, and says why', async () => {
    const page = await gallery.open('view=settings&id=model');
    const model = page.getByLabel('Model', { exact: true }).and(page.locator('input'));
    expect(await model.getAttribute('readonly')).not.toBeNull();
    await page.getByText('Set in the environment; change it there').waitFor();
  });

  it('that is refused keeps what was written, with the reason beside it', async () => {
    const page = await gallery.open('view=settings&id=budget');
    await page.evaluate(refusing);
    const field = page.getByLabel('Most per day');
    await field.fill('much');
    await page.keyboard.press('Enter');
    await page.getByText('expected a number from 0 to 1000000').waitFor();
    expect(await field.inputValue()).toBe('much');
    await page.keyboard.press('Escape');
    expect(await field.inputValue()).toBe('0.1');
  });
});

describe('the model', () => {
  it('is looked at without being asked, and what was found is said', async () => {
    const page = await gallery.open('view=settings&id=model');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByText('It answers').waitFor();
    await page.getByText('gpt-4o-mini and gpt-4o').waitFor();
    expect(await callsOf(page, 'model.test')).toEqual([{ name: 'model.test', params: {} }]);
  });

  it('has the price that was published, or the one the person says', async () => {
    const page = await gallery.open('view=settings&id=model');
    await page.getByText('$0.15 read, $0.60 written, as published on', { exact: false }).waitFor();
    await page.getByLabel('Read').fill('0.2');
    await page.getByLabel('Written').fill('0.8');
    await page.getByRole('button', { name: 'Set the price' }).click();
    await vi.waitFor(async () =>
      expect(await callsOf(page, 'cost.set-price')).toEqual([
        {
          name: 'cost.set-price',
          params: { model: 'gpt-4o-mini', price: { input_usd: 0.2, output_usd: 0.8 } },
        },
      ]),
    );
  });
});

describe('the key', () => {
  it('is kept and not shown again', async () => {
    const page = await gallery.open('view=settings&id=model');
    await page.getByLabel('Key', { exact: true }).fill('sk-test');
    await page.getByRole('button', { name: 'Keep the key' }).click();
    await page.getByText('The key is kept').waitFor();
    expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe('');
    expect(await page.content()).not.toContain('sk-test');
  });

  it('is not taken where the system can only obscure it and nobody accepted that', async () => {
    const page = await gallery.open('view=settings&id=model&weak');
    await page.getByText('This system can only obscure secrets').waitFor();
    expect(await page.getByLabel('Key', { exact: true }).isDisabled()).toBe(true);
  });
});

describe('the policy', () => {
  it('is tried on a text while it is typed', async () => {
    const page = await gallery.open('view=settings&id=policy');
    await page.getByLabel('Text of the file').fill('Invoice over $1,200.00');
    await page.getByText('It asks you first').waitFor();
    expect(await callsOf(page, 'policy.test')).toEqual([
      expect.objectContaining({ params: expect.objectContaining({ text: 'Invoice over $1,200.00' }) }),
    ]);
  });

  it('that was changed is confirmed by a person', async () => {
    const page = await gallery.open('view=settings&id=policy&scale=overfull');
    await page.getByRole('button', { name: 'Confirm the new rules' }).click();
    await page.getByText('The new rules are in force').waitFor();
    expect(await callsOf(page, 'policy.confirm')).toHaveLength(1);
  });
});

describe('the window', () => {
  it('changes its theme at once', async () => {
    const page = await gallery.open('view=settings&id=app');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('option', { name: 'Dark' }).click();
    await page.locator('html[data-theme="dark"]').waitFor();
    expect(await callsOf(page, 'shell.set-preferences')).toEqual([
      { name: 'shell.set-preferences', params: { theme: 'dark' } },
    ]);
  });
});
