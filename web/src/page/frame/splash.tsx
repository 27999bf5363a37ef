import { useTexts } from '../context.ts';

/** Somebody comes back: for the moment until the first picture is there. */
export function Splash() {
  const texts = useTexts();
  return (
    <main className="sign-in">
      <h1>
        <span className="logo" aria-hidden="true">
          X
        </span>
        {texts.product}
      </h1>
      <p className="muted">{texts.status.signing_in}</p>
    </main>
  );
}
