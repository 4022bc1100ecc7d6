// Keeps what is ticked in a list while its pages are turned and its filters changed: in this tab's storage, ids alone, for one account;
// gone when something was done, when it is dropped, and when somebody signs out. Without script a page's ticks are that page's.

import { account, isDone, isSigningOut } from "./drafts.js";

interface Picks {
    of: string;
    ids: string[];
}

const key = "picks";

function kept(of: string): Set<string> {
    try {
        const picks = JSON.parse(sessionStorage.getItem(key) ?? "null") as Picks | null;
        return new Set(picks?.of === of ? picks.ids : []);
    } catch {
        return new Set();
    }
}

function keep(of: string, ids: Set<string>): void {
    try {
        sessionStorage.setItem(key, JSON.stringify({ of, ids: [...ids] } satisfies Picks));
    } catch {
        // A full or forbidden store: the form works as it does without script.
    }
}

function boxes(form: HTMLFormElement): HTMLInputElement[] {
    return [...form.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${form.dataset["picks"] ?? ""}"]`)];
}

function elsewhere(form: HTMLFormElement, ids: Set<string>): string[] {
    const here = new Set(boxes(form).map(box => box.value));
    return [...ids].filter(id => !here.has(id));
}

function say(form: HTMLFormElement, ids: Set<string>): void {
    const note = form.querySelector<HTMLElement>("[data-picks-note]");
    const count = elsewhere(form, ids).length;
    if (note === null) return;
    note.hidden = count === 0;
    const number = note.querySelector("[data-picks-count]");
    if (number !== null) number.textContent = `${count}`;
}

/** Called for each page that has come, also one that was changed in place. */
export function settle(): void {
    if (isDone()) sessionStorage.removeItem(key);
    const of = account();
    if (of === null) return;
    const ids = kept(of);
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-picks]")) {
        for (const box of boxes(form)) box.checked = ids.has(box.value);
        say(form, ids);
    }
}

document.addEventListener("change", ticked => {
    const form = ticked.target instanceof HTMLInputElement ? ticked.target.closest<HTMLFormElement>("form[data-picks]") : null;
    const of = account();
    if (form === null || of === null) return;
    const ids = kept(of);
    for (const box of boxes(form))
        if (box.checked) ids.add(box.value);
        else ids.delete(box.value);
    keep(of, ids);
    say(form, ids);
});

document.addEventListener("submit", sending => {
    const form = sending.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (isSigningOut(form)) sessionStorage.removeItem(key);
    const of = account();
    if (form.dataset["picks"] === undefined || of === null) return;
    for (const added of form.querySelectorAll("input[data-picked]")) added.remove();
    for (const id of elsewhere(form, kept(of))) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: form.dataset["picks"], value: id });
        field.dataset["picked"] = "";
        form.append(field);
    }
}, true);

document.addEventListener("click", clicked => {
    const form = clicked.target instanceof Element ? clicked.target.closest("[data-picks-drop]")?.closest<HTMLFormElement>("form[data-picks]") : null;
    if (!form) return;
    sessionStorage.removeItem(key);
    settle();
});
