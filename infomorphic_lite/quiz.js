// Questions for a number: show the verdict of the first range that holds the answer.
for (const form of document.querySelectorAll(".quiz form:not([data-ready])")) {
  form.dataset.ready = "yes";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [input, shown] = [form.querySelector("input"), form.querySelector("[aria-live]")];
    const number = Number(input.value.trim().replace(",", "."));
    const holds = ([range]) => !range || (range[0] <= number && number <= range[1]);
    const unreadable = input.value.trim() === "" || Number.isNaN(number);
    shown.innerHTML = unreadable
      ? "<p>Write a number, such as 0.5.</p>"
      : JSON.parse(form.dataset.verdicts).find(holds)[1];
  });
}
