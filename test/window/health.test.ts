import { describe, expect, it } from 'vitest';
import { callsOf, setUpGallery } from './support/gallery.ts';

const gallery = setUpGallery();

describe('health', () => {
  it('puts what is broken first, with what to do and the way there', async () => {
    const page = await gallery.open('view=health&troubles');
    await page.getByRole('alert').getByText('disk_space: 0.0 GB free').waitFor();
    const first = page.locator('.check-line').first();
    await first.getByText('Broken').waitFor();
    await first.getByRole('button', { name: 'Open the logs' }).click();
    await page.getByRole('heading', { name: 'Logs' }).waitFor();
  });

  it('asks before tasks are returned', async () => {
    const page = await gallery.open('view=health');
    await page.getByRole('button', { name: 'Return stuck tasks' }).click();
    expect(await callsOf(page, 'recover.clean-stuck')).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Return' }).click();
    await page.getByText('0 tasks went back to the inbox').waitFor();
    expect(await callsOf(page, 'recover.clean-stuck')).toHaveLength(1);
  });

  it('says how long the check of itself took', async () => {
    const page = await gallery.open('view=health');
    await page.getByRole('button', { name: 'Check itself now' }).click();
    await page.getByText('Passed in 812ms').waitFor();
  });
});
