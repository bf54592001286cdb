# Makes a backup of this workspace. Options of "employee backup create" may follow.
if (-not (Get-Command employee -ErrorAction SilentlyContinue)) { [Console]::Error.WriteLine('employee: cannot run: no command "employee" is on PATH. Run "npm link" once in the folder of the program, or add the folder resources\bin of the app to PATH.'); exit 1 }
employee --workspace (Split-Path -Parent $PSScriptRoot) backup create @args
exit $LASTEXITCODE
