// In the admin: what is typed into a date stays. Wagtail's picker would make the present moment of
// what it cannot read; the server says that it is no date. No module: before the pickers begin.
window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
