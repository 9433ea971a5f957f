document.title = 'a script of the pages'
