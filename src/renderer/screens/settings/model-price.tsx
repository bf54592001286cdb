import { useState } from 'react';
import type { PriceEntry } from '../../../shared/commands/cost.ts';
import { useCommand, useQuery, useSession } from '../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/fields.tsx';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import { useTranslator } from '../../i18n/index.ts';
import { SettingRow } from './setting-row.tsx';

/** What a million tokens of the model cost, from the table or from the person. */
export function ModelPrice({ model }: { readonly model: string }) {
  const { t } = useTranslator();
  const { data, error } = useQuery('cost.prices', {});
  const price = data?.find((entry) => entry.model === model);
  return (
    <SettingRow
      label={t('settings.price')}
      hint={t('settings.priceHint')}
      error={error && <UntrustedText>{error.why}</UntrustedText>}
    >
      {data !== undefined && <PriceForm key={model} model={model} price={price} />}
    </SettingRow>
  );
}

function PriceForm({ model, price }: { readonly model: string; readonly price: PriceEntry | undefined }) {
  const { t } = useTranslator();
  const { queries } = useSession();
  const set = useCommand('cost.set-price');
  const [input, setInput] = useState('');
  const [output, setOutput] = useState('');
  const say = async (said: { input_usd: number; output_usd: number } | 'unlimited' | null) => {
    if ((await set.run({ model, price: said })) === undefined) return;
    setInput('');
    setOutput('');
    queries.invalidate('cost.prices');
  };
  const written = { input_usd: Number(input), output_usd: Number(output) };
  const isWritten = [input, output].every((text) => text.trim() !== '' && Number(text) >= 0);
  const isOwn = price?.source === 'own' || price?.source === 'unlimited';
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWritten) void say(written);
      }}
    >
      <p role="status">
        <Known price={price} />
      </p>
      <div className="price-fields">
        <TextField type="number" label={t('settings.priceIn')} value={input} onChange={setInput} />
        <TextField type="number" label={t('settings.priceOut')} value={output} onChange={setOutput} />
      </div>
      <div className="row">
        <Button type="submit" disabled={!isWritten} pending={set.running}>
          {t('settings.priceSet')}
        </Button>
        {!isOwn && (
          <Button kind="quiet" onPress={() => void say('unlimited')}>
            {t('settings.priceUnlimited')}
          </Button>
        )}
        {isOwn && (
          <Button kind="quiet" onPress={() => void say(null)}>
            {t('settings.priceForget')}
          </Button>
        )}
      </div>
      {set.error && (
        <p className="small tone-danger" role="alert">
          <UntrustedText>{set.error.why}</UntrustedText>
        </p>
      )}
    </form>
  );
}

function Known({ price }: { readonly price: PriceEntry | undefined }) {
  const { t, formats } = useTranslator();
  if (price === undefined || price.source === 'unknown') return t('settings.priceUnknown');
  if (price.source === 'unlimited') return t('settings.priceNotNeeded');
  const values = {
    input: formats.money(price.input_usd ?? 0, 'USD'),
    output: formats.money(price.output_usd ?? 0, 'USD'),
  };
  if (price.as_of === null) return t('settings.priceOwn', values);
  return t('settings.priceTable', { ...values, day: formats.day(new Date(price.as_of)) });
}
