// A login in another tab renews the token that forms carry; this one's form goes on with the new one.
const COOKIE = /(?:^|; )(?:__Host-csrf|csrftoken)=([^;]+)/;

document.addEventListener("submit", ({ target: form }) => {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  const renewed = document.cookie.match(COOKIE)?.[1];
  if (field && renewed) field.value = renewed;
});
